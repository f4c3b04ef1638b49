// What the clerk's page does faster with a script; all of it but progress and stopping works without one.

import { make } from "./clerk-making.js";

const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("vi-VN");

const upload = byId("upload");
const form = byId("clerk");
if (upload) watchUpload();
if (form) watchForm();
byId("problem")?.focus();

function watchUpload() {
  const field = byId("file");
  const zone = field.closest(".dropzone");
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, () => zone.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  field.addEventListener("change", () => {
    if (!field.files.length) return;
    byId("file-name").textContent = `Đang đọc «${field.files[0].name}» …`;
    upload.requestSubmit();
  });
}

function watchForm() {
  for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
  form.addEventListener("change", showChosen);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name === "mark") {
      event.preventDefault();
      mark(button.value);
    } else if (button?.name === "show") {
      event.preventDefault();
      showPreview(button);
    } else if (button?.id === "make" && chosen().length) {
      event.preventDefault();
      make(form, button);
    }
  });
  watchFilter();
  stayOnEnter(byId("first-number"));
  showChosen();
}

function boxes() {
  return [...form.querySelectorAll("input[name=item]")];
}

function chosen() {
  return boxes().filter((box) => box.checked);
}

function showChosen() {
  const count = chosen().length;
  byId("chosen-count").textContent = count ? `Đã chọn ${number(count)} văn bản` : "Chưa chọn văn bản nào";
}

// A column is marked as the filter shows it; once all of it is marked, the same button takes the marks away.
function mark(which) {
  const shown = boxes().filter((box) => !box.closest("tbody")?.hidden);
  const column = shown.filter((box) => which === "all" || box.value.split(":")[0] === which);
  if (which === "none") for (const box of boxes()) box.checked = false;
  const wanted = which === "all" || !column.every((box) => box.checked);
  if (which !== "none") for (const box of column) box.checked = wanted;
  showChosen();
}

function watchFilter() {
  const text = byId("filter-text");
  if (!text) return;
  const state = byId("filter-state");
  const units = [...form.querySelectorAll("tbody[data-unit]")];
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const names = units.map((unit) => plain(unit.dataset.unit));
  const filter = () => {
    const wanted = plain(text.value.trim());
    let shown = 0;
    units.forEach((unit, place) => {
      const fits = names[place].includes(wanted) && (!state.value || unit.dataset.states.split(" ").includes(state.value));
      unit.hidden = !fits;
      shown += fits;
    });
    byId("filter-count").textContent = shown < units.length ? `Hiện ${number(shown)}/${number(units.length)} đơn vị` : "";
  };
  text.addEventListener("input", filter);
  state.addEventListener("change", filter);
  stayOnEnter(text);
}

// Enter in a field would send the form, which shows the same page again.
function stayOnEnter(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

async function showPreview(button) {
  const dialog = byId("preview");
  dialog.replaceChildren(waiting());
  dialog.showModal();
  try {
    const answer = await fetch("/preview", { method: "POST", body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector(answer.ok ? ".preview" : "#problem");
    if (!dialog.open) return;
    dialog.replaceChildren(part ?? problem("Máy chủ trả lời không đúng. Hãy thử lại."));
    (part?.querySelector(".preview-head .row") ?? dialog).append(closing(dialog));
    (dialog.querySelector("[tabindex]") ?? dialog).focus();
  } catch {
    dialog.replaceChildren(problem("Không kết nối được với máy chủ. Hãy thử lại."), closing(dialog));
  }
}

function waiting() {
  const text = document.createElement("p");
  text.id = "preview-title";
  text.className = "dialog-body";
  text.textContent = "Đang lập bản xem trước …";
  text.setAttribute("role", "status");
  return text;
}

function problem(words) {
  const text = document.createElement("p");
  text.className = "notice error";
  text.textContent = words;
  return text;
}

function closing(dialog) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Đóng";
  button.addEventListener("click", () => dialog.close());
  return button;
}
