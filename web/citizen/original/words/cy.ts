/** Welsh. */
import type { Key } from "./en";

export const cy: Readonly<Record<Key, string>> = {
  "original.label": "Y copi gwell",
  "original.sending": "Yn anfon y copi gwell: {percent}%. Cewch gau'r dudalen pan fydd yn dweud wedi gorffen.",
  "original.stay": "Yn anfon y copi gwell. Arhoswch ar y dudalen hon nes iddi ddweud wedi gorffen.",
  "original.done": "Wedi gorffen. Mae'r copi gwell gan yr heddlu. Mae wedi'i ddileu o'ch ffôn.",
  "original.delete": "Peidiwch â'i anfon. Dilëwch ef",
  "original.deleted": "Mae'r copi gwell wedi'i ddileu o'ch ffôn. Dim ond yr hyn a anfonwyd cyn hynny sydd gan yr heddlu.",
  "original.closed": "Ni ellir anfon y copi gwell mwyach. Mae wedi'i ddileu o'ch ffôn.",
  "original.failed": "Ni ellid anfon y copi gwell. Agorwch y ddolen eto i roi cynnig arall arni.",
};
