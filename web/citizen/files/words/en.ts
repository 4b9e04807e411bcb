/** English, for what is said of files that the phone has already; it comes with the code that sends them. */
export const en = {
  "files.label": "Your photos and videos",
  "files.choose": "Send photos or videos you already have",
  "files.more": "Send more photos or videos",
  "files.line": "You choose which ones. Police see only those.",
  "files.stay": "Sending. Keep this page open until it says done.",
  "files.done": "Done. Police have your files.",
  "files.doneClose": "Done. Police have your files. You can close this page.",
  "files.some": "Not all of it was sent.",

  "file.bar": "How much of {name} is sent",
  "file.waiting": "Waits for its turn",
  "file.sending": "{percent}% sent",
  "file.paused": "Waits, so that your live picture stays clear",
  "file.offline": "No signal. It goes on by itself",
  "file.checking": "All sent. We are checking it",
  "file.stored": "Police have it",
  "file.refused": "Police cannot take this file",
  "file.unfinished": "Not all of it was sent. Choose it again to go on",
  "file.failed": "It was not sent. Choose it again",
  "file.tooMany": "No more fits: 20 files, 20 GB in all. Ask the officer for a new link",
  "file.closed": "It is too late to send it. Ask the officer for a new link",
} as const;

export type Key = keyof typeof en;
