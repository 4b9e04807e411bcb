/** Leads the browser to an address that is good for a minute, and saves the file. Beside this page: an answer that is none is shown there. */
export function followLink(url: string, file: string): void {
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: file, target: "_blank", rel: "noopener noreferrer" });
  link.click();
}
