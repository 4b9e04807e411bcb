/** Leads the browser to an address that is good for a minute: it saves the file, or shows it beside this page. */
export function followLink(url: string, file: string): void {
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: file, target: "_blank", rel: "noopener noreferrer" });
  link.click();
}
