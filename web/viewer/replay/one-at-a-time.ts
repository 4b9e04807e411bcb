/** What begins to play silences what played before; "play" does not bubble, so it is caught on its way down. */
export const oneAtATime = {
  capture: true,
  handleEvent({ currentTarget, target }: Event): void {
    const around = currentTarget as HTMLElement;
    for (const media of around.querySelectorAll<HTMLMediaElement>("video, audio"))
      if (media !== target) media.pause();
  },
};
