/** The HTTP routes of a recipient. The viewing's credential is kept here, in memory, and goes with the page. */
import { ProblemError, type Http } from "../shared/http";
import type {
  CodeSent,
  CopyFiles,
  FileAddress,
  Fragments,
  RecordingView,
  SharedCopies,
  ShareForRecipient,
  Stills,
  ViewingOpened,
  ViewingStanding,
} from "../shared/messages";

/** What a file is wanted for; which of the two is written down. */
export type Wish = "view" | "save";

export class ShareApi {
  #credential: string | null = null;

  constructor(
    private readonly http: Http,
    private readonly token: string | null,
  ) {}

  readonly bearer = (): string | null => this.#credential;

  lookUp(): Promise<ShareForRecipient> {
    return this.#show("/share/look-up");
  }

  sendCode(): Promise<CodeSent> {
    return this.#show("/share/code");
  }

  async open(code: string): Promise<void> {
    const { credential } = await this.#show<ViewingOpened>("/share/open", { code });
    this.#credential = credential;
  }

  standing(): Promise<ViewingStanding> {
    return this.#ask("/share/viewing");
  }

  recording(): Promise<RecordingView> {
    return this.#ask("/share/recording");
  }

  fragments(first: number, count: number, voiceId?: string): Promise<Fragments> {
    const voice = voiceId ? `&voice=${voiceId}` : "";
    return this.#ask(`/share/fragments?first=${first}&count=${count}${voice}`);
  }

  copies(): Promise<SharedCopies> {
    return this.#ask("/share/copies");
  }

  copyFiles(copyId: string, to: Wish): Promise<CopyFiles> {
    return this.#ask(`/share/copies/${copyId}/files?to=${to}`);
  }

  /** The file that was brought in, where one is shared. */
  file(to: Wish): Promise<FileAddress> {
    return this.#ask(`/share/file?to=${to}`);
  }

  stills(first: number, count: number): Promise<Stills> {
    return this.#ask(`/share/stills?first=${first}&count=${count}`);
  }

  forget(): void {
    this.#credential = null;
  }

  async #show<Answer>(path: string, more: object = {}): Promise<Answer> {
    if (this.token === null) throw NO_LINK;
    return this.http<Answer>(path, { method: "POST", body: { token: this.token, ...more } });
  }

  #ask<Answer>(path: string): Promise<Answer> {
    return this.http<Answer>(path, { bearer: this.#credential, timeoutSeconds: 4 });
  }
}

/** The page was opened, or loaded again, without what stands behind # in the link. */
const NO_LINK = new ProblemError({
  code: "share-link-missing",
  status: 0,
  detail: "Open the link from the e-mail again. For your safety it is not kept in this page's address.",
});
