/** The routes of what is held, one function each. */
import type {
  BundleAddress,
  BundleRequest,
  BundleView,
  Copies,
  CopyFiles,
  CopyRequest,
  CopyView,
  Custody,
  FaceSearchRequest,
  FaceSearchView,
  FileAddress,
  Materials,
  MaterialView,
  RetentionView,
  Reviews,
  ShareRequest,
  Shares,
  ShareView,
  Verification,
} from "../../shared/messages";
import type { OfficerApi } from "../state/officer-api";

/** What the page reads of a certificate; it is saved whole, with its seal. */
export interface Certified {
  certificate: {
    created_at: string;
    disposed_at: string;
    object_count: number;
    byte_count: number;
    manifest_sha256: string | null;
  };
}

export class LibraryApi {
  constructor(private readonly api: Pick<OfficerApi, "ask">) {}

  /** `query` as `askServer` writes it. */
  materials(query: string): Promise<Materials> {
    return this.api.ask(query ? `/materials?${query}` : "/materials");
  }

  material(materialId: string): Promise<MaterialView> {
    return this.api.ask(`/materials/${materialId}`);
  }

  /** An uploaded file, as it came; only photographs are shown. */
  file(materialId: string, to: "view" | "save"): Promise<FileAddress> {
    return this.api.ask(`/materials/${materialId}/file?to=${to}`, { method: "POST" });
  }

  copies(materialId: string): Promise<Copies> {
    return this.api.ask(`/materials/${materialId}/copies`);
  }

  makeCopy(materialId: string, body: CopyRequest): Promise<CopyView> {
    return this.api.ask(`/materials/${materialId}/copies`, { method: "POST", body });
  }

  /** Addresses by which files are shown, or saved under a name; either is written down. */
  copyFiles(materialId: string, copyId: string, to: "view" | "save"): Promise<CopyFiles> {
    return this.api.ask(`/materials/${materialId}/copies/${copyId}/files?to=${to}`);
  }

  /** Have a program look for faces in a part of a recording. */
  seekFaces(materialId: string, body: FaceSearchRequest): Promise<FaceSearchView> {
    return this.api.ask(`/materials/${materialId}/faces`, { method: "POST", body });
  }

  faces(materialId: string, searchId: string): Promise<FaceSearchView> {
    return this.api.ask(`/materials/${materialId}/faces/${searchId}`);
  }

  /** The entries after `after`, oldest first. */
  custody(materialId: string, after: number): Promise<Custody> {
    return this.api.ask(`/materials/${materialId}/custody?after=${after}`);
  }

  verify(materialId: string): Promise<Verification> {
    return this.api.ask(`/materials/${materialId}/verify`, { method: "POST" });
  }

  shares(materialId: string): Promise<Shares> {
    return this.api.ask(`/materials/${materialId}/shares`);
  }

  share(materialId: string, body: ShareRequest, idempotencyKey: string): Promise<ShareView> {
    return this.api.ask(`/materials/${materialId}/shares`, { method: "POST", body, idempotencyKey });
  }

  revokeShare(shareId: string, reason: string): Promise<ShareView> {
    return this.api.ask(`/shares/${shareId}/revoke`, { method: "POST", body: { reason } });
  }

  /** What is due, soonest first. */
  reviews(): Promise<Reviews> {
    return this.api.ask("/materials/reviews");
  }

  retention(materialId: string): Promise<RetentionView> {
    return this.api.ask(`/materials/${materialId}/retention`);
  }

  /** What says that it is disposed of, with its seal: canonical JSON, which stays the same when it is written again. */
  certificate(materialId: string): Promise<Certified> {
    return this.api.ask(`/materials/${materialId}/certificate`);
  }

  /** Mark, categorise, hold, release, review, propose, approve or refuse: each has a path, and answers alike. */
  decide(path: string, body: Record<string, string>): Promise<RetentionView> {
    return this.api.ask(path, { method: "POST", body });
  }

  makeBundle(materialId: string, body: BundleRequest, idempotencyKey: string): Promise<BundleView> {
    return this.api.ask(`/materials/${materialId}/bundle`, { method: "POST", body, idempotencyKey });
  }

  bundle(bundleId: string): Promise<BundleView> {
    return this.api.ask(`/bundles/${bundleId}`);
  }

  bundleAddress(bundleId: string): Promise<BundleAddress> {
    return this.api.ask(`/bundles/${bundleId}/download`, { method: "POST" });
  }
}
