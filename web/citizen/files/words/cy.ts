/** Welsh. */
import type { Key } from "./en";

export const cy: Readonly<Record<Key, string>> = {
  "files.label": "Eich lluniau a'ch fideos",
  "files.choose": "Anfon lluniau neu fideos sydd gennych yn barod",
  "files.more": "Anfon mwy o luniau neu fideos",
  "files.line": "Chi sy'n dewis pa rai. Dim ond y rheiny y mae'r heddlu'n eu gweld.",
  "files.stay": "Yn anfon. Cadwch y dudalen hon ar agor nes iddi ddweud wedi gorffen.",
  "files.done": "Wedi gorffen. Mae'ch ffeiliau gan yr heddlu.",
  "files.doneClose": "Wedi gorffen. Mae'ch ffeiliau gan yr heddlu. Cewch gau'r dudalen hon.",
  "files.some": "Ni chafodd y cyfan ei anfon.",

  "file.bar": "Faint o {name} sydd wedi'i anfon",
  "file.waiting": "Yn aros ei thro",
  "file.sending": "{percent}% wedi'i anfon",
  "file.paused": "Yn aros, er mwyn i'ch llun byw aros yn glir",
  "file.offline": "Dim signal. Bydd yn mynd ymlaen ohoni'i hun",
  "file.checking": "Wedi'i hanfon i gyd. Rydyn ni'n ei gwirio",
  "file.stored": "Mae hi gan yr heddlu",
  "file.refused": "Ni all yr heddlu gymryd y ffeil hon",
  "file.unfinished": "Ni chafodd y cyfan ei anfon. Dewiswch hi eto i fynd ymlaen",
  "file.failed": "Ni chafodd ei hanfon. Dewiswch hi eto",
  "file.tooMany": "Does dim lle i fwy: 20 ffeil, 20 GB i gyd. Gofynnwch i'r swyddog am ddolen newydd",
  "file.closed": "Mae'n rhy hwyr i'w hanfon. Gofynnwch i'r swyddog am ddolen newydd",
};
