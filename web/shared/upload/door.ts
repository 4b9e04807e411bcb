/** The routes of uploads, and the bucket. */
import { ProblemError } from "../../../shared/http";
import type { PartAddress, UploadRequest, UploadView } from "../../../shared/messages";
import type { OfficerApi } from "../../state/officer-api";

const NOT_TAKEN = { code: "store-unavailable", detail: "The evidence store did not take a part of the file." };

export interface UploadDoor {
  begin(body: UploadRequest): Promise<UploadView>;
  look(uploadId: string): Promise<UploadView>;
  send(uploadId: string, number: number, sha256: string, part: Blob): Promise<void>;
  complete(uploadId: string, sha256: string): Promise<UploadView>;
}

export function openDoor(api: Pick<OfficerApi, "ask">, put: typeof fetch = fetch.bind(window)): UploadDoor {
  return {
    begin: (body) => api.ask("/uploads", { method: "POST", body }),
    look: (uploadId) => api.ask(`/uploads/${uploadId}`),
    complete: (uploadId, sha256) => api.ask(`/uploads/${uploadId}/complete`, { method: "POST", body: { sha256 } }),
    send: async (uploadId, number, sha256, part) => {
      const body = { number, sha256 };
      const address = await api.ask<PartAddress>(`/uploads/${uploadId}/parts`, { method: "POST", body });
      const answer = await put(address.url, { method: "PUT", headers: address.headers, body: part }).catch(() => {
        throw new ProblemError({ code: "offline", status: 0, detail: "The evidence store cannot be reached." });
      });
      if (!answer.ok) throw new ProblemError({ ...NOT_TAKEN, status: answer.status });
    },
  };
}
