/** The HTTP routes that officers use, one function each. */
import type { Http, HttpRequest } from "../../shared/http";
import type {
  Fragments,
  InviteRequest,
  Invites,
  InviteView,
  IssuedPass,
  IssuedSource,
  OriginalPieces,
  RecordingView,
  SessionDetail,
  Sessions,
  SessionState,
  SessionView,
  Stills,
  SourceRequest,
  Sources,
  SourceView,
  Ticket,
  Trail,
  Viewing,
} from "../../shared/messages";

export type InviteChange = "resend" | "revoke" | "readmit";

export interface SealedManifest {
  manifest: Record<string, unknown>;
  seal: { statement: string; signature: string; key_id: string; public_key: string };
}

export class OfficerApi {
  constructor(
    private readonly http: Http,
    private readonly bearer: () => string | null,
  ) {}

  ticket(): Promise<Ticket> {
    return this.ask("/tickets", { method: "POST" });
  }

  invites(): Promise<Invites> {
    return this.ask("/invites");
  }

  createInvite(body: InviteRequest, idempotencyKey: string): Promise<InviteView> {
    return this.ask("/invites", { method: "POST", body, idempotencyKey });
  }

  changeInvite(inviteId: string, change: InviteChange): Promise<InviteView> {
    return this.ask(`/invites/${inviteId}/${change}`, { method: "POST" });
  }

  issuePass(sessionId: string, name: string): Promise<IssuedPass> {
    return this.ask(`/sessions/${sessionId}/passes`, { method: "POST", body: { name } });
  }

  sources(): Promise<Sources> {
    return this.ask("/sources");
  }

  createSource(body: SourceRequest): Promise<IssuedSource> {
    return this.ask("/sources", { method: "POST", body });
  }

  renewSource(sourceId: string): Promise<IssuedSource> {
    return this.ask(`/sources/${sourceId}/renew`, { method: "POST", body: {} });
  }

  revokeSource(sourceId: string): Promise<SourceView> {
    return this.ask(`/sources/${sourceId}/revoke`, { method: "POST" });
  }

  sessions(states: readonly SessionState[], after: string | null = null): Promise<Sessions> {
    const page = after ? `&after=${encodeURIComponent(after)}` : "";
    return this.ask(`/sessions?state=${states.join(",")}${page}`);
  }

  session(sessionId: string): Promise<SessionDetail> {
    return this.ask(`/sessions/${sessionId}`);
  }

  endSession(sessionId: string): Promise<SessionView> {
    return this.ask(`/sessions/${sessionId}/end`, { method: "POST" });
  }

  trail(sessionId: string): Promise<Trail> {
    return this.ask(`/sessions/${sessionId}/trail?format=json`);
  }

  recording(sessionId: string): Promise<RecordingView> {
    return this.ask(`/sessions/${sessionId}/recording`);
  }

  manifest(sessionId: string): Promise<SealedManifest> {
    return this.ask(`/sessions/${sessionId}/manifest`);
  }

  /** Say why a sealed recording is looked at; it then opens to this officer. */
  beginViewing(materialId: string, reason: string): Promise<Viewing> {
    return this.ask(`/materials/${materialId}/viewings`, { method: "POST", body: { reason } });
  }

  original(sessionId: string, first: number): Promise<OriginalPieces> {
    return this.ask(`/sessions/${sessionId}/original?first=${first}`);
  }

  stills(sessionId: string, first: number, count: number): Promise<Stills> {
    return this.ask(`/sessions/${sessionId}/stills?first=${first}&count=${count}`);
  }

  /** Of the session's recording, or of one officer's voice. */
  fragments(sessionId: string, first: number, count: number, voiceId?: string): Promise<Fragments> {
    const voice = voiceId ? `&voice=${voiceId}` : "";
    return this.ask(`/sessions/${sessionId}/fragments?first=${first}&count=${count}${voice}`);
  }

  /** Any route, as this officer; the library has its own list of them, fetched with it. */
  ask<Answer>(path: string, request: HttpRequest = {}): Promise<Answer> {
    return this.http<Answer>(path, { ...request, bearer: this.bearer() });
  }
}
