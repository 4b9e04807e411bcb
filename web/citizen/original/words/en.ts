/** English, for what is said while a better copy is sent; it comes with the code that sends it. */
export const en = {
  "original.label": "The better copy",
  "original.sending": "Sending the better copy: {percent}%. You can close the page when it says done.",
  "original.stay": "Sending the better copy. Stay on this page until it says done.",
  "original.done": "Done. Police have the better copy. It is deleted from your phone.",
  "original.delete": "Do not send it. Delete it",
  "original.deleted": "The better copy is deleted from your phone. Police have only what was sent before.",
  "original.closed": "The better copy cannot be sent any more. It is deleted from your phone.",
  "original.failed": "The better copy could not be sent. Open the link again to try once more.",
} as const;

export type Key = keyof typeof en;
