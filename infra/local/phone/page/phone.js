// Shows texts and mails, newest first, and follows every change.

const list = document.getElementById("texts");
const template = document.getElementById("text");
const on = document.getElementById("on");

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The words of a text, its link made tappable; nothing of it is ever read as markup. */
function words(text, link) {
  if (!link) return [text];
  const [before, after] = text.split(link, 2);
  const anchor = Object.assign(document.createElement("a"), { href: link, textContent: link, target: "_blank", rel: "noreferrer" });
  return [before, anchor, after];
}

function item(text) {
  const row = template.content.cloneNode(true);
  row.querySelector(".number").textContent = text.phone_number;
  row.querySelector("time").textContent = time.format(new Date(text.arrived_at));
  row.querySelector(".words").append(...words(text.text, text.link));
  const qr = row.querySelector(".qr");
  qr.hidden = !text.qr;
  if (text.qr) qr.src = text.qr;
  row.querySelector("li").classList.toggle("lost", !text.delivered);
  const fate = row.querySelector(".fate");
  fate.textContent = text.delivered ? "Delivered" : "Not delivered: the phone was off";
  fate.classList.add(text.delivered ? "delivered" : "failed");
  return row;
}

/** A mail: to whom, its subject, its words. */
function letter(mail) {
  const row = template.content.cloneNode(true);
  row.querySelector("li").classList.add("mail");
  row.querySelector(".number").textContent = mail.address;
  row.querySelector("time").textContent = time.format(new Date(mail.arrived_at));
  const subject = Object.assign(document.createElement("strong"), { textContent: mail.subject });
  row.querySelector(".words").append(subject, "\n\n", ...words(mail.text, mail.link));
  row.querySelector(".qr").remove();
  row.querySelector(".fate").textContent = "E-mail";
  return row;
}

function show({ phone_is_on, texts, mails }) {
  on.checked = phone_is_on;
  document.getElementById("empty").hidden = texts.length + mails.length > 0;
  const rows = [...texts.map((text) => [text, item]), ...mails.map((mail) => [mail, letter])];
  rows.sort(([one], [other]) => other.arrived_at.localeCompare(one.arrived_at));
  list.replaceChildren(...rows.map(([message, draw]) => draw(message)));
}

on.addEventListener("change", () => fetch("/switch", { method: "POST", body: JSON.stringify({ on: on.checked }) }));
new EventSource("/changes").addEventListener("message", (event) => show(JSON.parse(event.data)));
