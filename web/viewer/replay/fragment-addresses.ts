/** Where each fragment can be fetched just now: presigned addresses, asked for in runs and asked again before they die. */
import type { Fragments, FragmentView } from "../../shared/messages";

/** How many are asked for at a time, and for how long they are given out. */
export interface Span {
  run: number;
  freshMilliseconds: number;
}

/** Officers' addresses live for 60 s; the rest is for the fetch itself. */
const OFFICERS: Span = { run: 20, freshMilliseconds: 45_000 };

interface Run {
  askedAt: number;
  answer: Promise<Fragments>;
}

/** Remembers the addresses of one session's fragments by index. */
export class FragmentAddresses {
  readonly #runs = new Map<number, Run>();

  constructor(
    private readonly ask: (first: number, count: number) => Promise<Fragments>,
    private readonly now: () => number = Date.now,
    private readonly span: Span = OFFICERS,
  ) {}

  /** Find one fragment's address; a run that is still growing is asked for again. */
  async locate(index: number): Promise<FragmentView> {
    const first = index - (index % this.span.run);
    const found = pick(await this.#run(first).answer, index) ?? pick(await this.#askAgain(first).answer, index);
    if (!found) throw new RangeError(`The recording has no fragment ${index}.`);
    return found;
  }

  #run(first: number): Run {
    const known = this.#runs.get(first);
    return known && this.now() - known.askedAt < this.span.freshMilliseconds ? known : this.#askAgain(first);
  }

  #askAgain(first: number): Run {
    const run = { askedAt: this.now(), answer: this.ask(first, this.span.run) };
    this.#runs.set(first, run);
    run.answer.catch(() => this.#runs.delete(first));
    return run;
  }
}

function pick(answer: Fragments, index: number): FragmentView | undefined {
  return answer.fragments.find((fragment) => fragment.index === index);
}
