// Making many documents: reads the frames that the service sends, shows how far it is, and can stop.
// A frame is a line of JSON, followed by as many bytes of the file as its `bytes` says.

const byId = (id) => document.getElementById(id);
const MOST_TRIES = 24; // two minutes, as the service counts
const number = (value) => value.toLocaleString("vi-VN");

export async function make(form, button) {
  const dialog = byId("making");
  const stop = new AbortController();
  const progress = new Progress();
  const leave = (event) => event.preventDefault();
  byId("making-stop").onclick = () => stop.abort();
  byId("making-close").onclick = () => dialog.close();
  dialog.oncancel = (event) => {
    if (!byId("making-stop").hidden) event.preventDefault(); // Escape does not throw work away
  };
  window.addEventListener("beforeunload", leave);
  dialog.showModal();
  byId("making-stop").focus(); // a dialog that opens takes the focus to its title
  try {
    const request = {
      method: "POST",
      headers: { Accept: "application/vnd.vanban.frames" },
      body: new FormData(form, button),
      signal: stop.signal,
    };
    const answer = await ask(button.formAction, request, progress);
    if (!answer.ok) return showProblem(dialog, await answer.text());
    for await (const [facts, content] of frames(answer.body)) progress.take(facts, content);
    progress.finish();
  } catch {
    progress.breakOff(stop.signal.aborted);
  } finally {
    window.removeEventListener("beforeunload", leave);
  }
}

// A service that has too much to do says when to come again: somebody who makes many documents has time.
async function ask(address, request, progress) {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(address, request);
    const seconds = Number(answer.headers.get("Retry-After"));
    if (answer.status !== 503 || !seconds || tries === MOST_TRIES) return answer;
    progress.wait();
    await pause(seconds, request.signal);
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

class Progress {
  constructor() {
    this.items = [];
    this.pieces = [];
    this.failed = [];
    this.done = 0;
    this.file = undefined; // unknown until the last frame
    byId("making-title").textContent = "Đang lập văn bản";
    byId("making-bar").removeAttribute("value");
    byId("making-bar").hidden = false;
    byId("making-count").textContent = "Đang đọc dữ liệu …";
    byId("making-now").textContent = "";
    byId("making-failed").hidden = true;
    byId("making-file").hidden = true;
    byId("making-stop").hidden = false;
    byId("making-close").hidden = true;
  }

  wait() {
    byId("making-count").textContent = "Hệ thống đang bận, đang chờ đến lượt …";
    byId("making-said").textContent = "Hệ thống đang bận, đang chờ đến lượt.";
  }

  take(facts, content) {
    if (content.length) this.pieces.push(content);
    if (facts.items) this.items = facts.items;
    if ("made" in facts) this.note(facts);
    if ("file" in facts) Object.assign(this, { file: facts.file, type: facts.type });
    this.show();
  }

  note(facts) {
    if (!facts.made) this.failed.push({ name: this.items[this.done].name, errors: facts.errors });
    this.done += 1;
    const tenth = Math.max(1, Math.floor(this.items.length / 10)); // to be heard now and then, not all the time
    if (this.done % tenth === 0) byId("making-said").textContent = this.count();
  }

  count() {
    return `${number(this.done)}/${number(this.items.length)} văn bản`;
  }

  show() {
    byId("making-bar").max = this.items.length || 1;
    byId("making-bar").value = this.done;
    byId("making-count").textContent = this.count();
    const next = this.items[this.done];
    byId("making-now").textContent = next ? `Đang lập: ${next.name}` : "Đang đóng gói …";
  }

  finish() {
    if (this.file === undefined) throw new Error("the end is missing");
    const made = this.done - this.failed.length;
    const words = this.failed.length
      ? `Đã lập ${number(made)} văn bản, ${number(this.failed.length)} văn bản không lập được`
      : `Đã lập xong ${number(made)} văn bản`;
    byId("making-count").textContent = byId("making-now").textContent = "";
    byId("making-bar").hidden = true;
    if (this.file) this.offer();
    if (this.failed.length) this.tellFailed();
    end(words, this.file ? byId("making-file") : byId("making-title"));
  }

  offer() {
    const link = byId("making-file");
    const content = new Blob(this.pieces, { type: this.type });
    if (link.href) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(content);
    link.download = this.file;
    const size = content.size / 1024;
    const shown = size < 1000 ? `${number(Math.ceil(size))} KB` : `${number(Math.round(size / 102.4) / 10)} MB`;
    link.textContent = `Tải ${this.file.endsWith(".zip") ? "tệp ZIP" : "văn bản"} (${shown})`;
    link.hidden = false;
  }

  tellFailed() {
    const list = document.createElement("ul");
    list.className = "lacks";
    for (const { name, errors } of this.failed) {
      const entry = document.createElement("li");
      const title = document.createElement("b");
      title.textContent = name;
      entry.append(title, ` ${errors.join(" ")}`);
      list.append(entry);
    }
    const box = byId("making-failed");
    box.className = "notice error";
    box.replaceChildren(list);
    box.hidden = false;
  }

  breakOff(isStopped) {
    const words = isStopped ? "Đã dừng" : "Chưa lập xong";
    if (isStopped) byId("making-count").textContent = "";
    byId("making-now").textContent = isStopped
      ? `Dừng khi đã lập ${this.count()}; chưa có tệp nào được tải về. Những gì đã chọn vẫn còn.`
      : "Kết nối với máy chủ bị ngắt. Những gì đã chọn vẫn còn, hãy lập lại.";
    end(words, byId("making-close"));
  }
}

function end(words, focused) {
  byId("making-title").textContent = words;
  byId("making-said").textContent = words;
  byId("making-stop").hidden = true;
  byId("making-close").hidden = false;
  focused.focus();
}

function showProblem(dialog, text) {
  const problem = new DOMParser().parseFromString(text, "text/html").querySelector("#problem");
  if (!problem) throw new Error("no problem in the answer");
  dialog.close();
  byId("messages").replaceChildren(problem);
  problem.focus();
}

async function* frames(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let buffer = new Uint8Array();
  const more = async () => {
    const { done, value } = await reader.read();
    if (done) return false;
    const joined = new Uint8Array(buffer.length + value.length);
    joined.set(buffer);
    joined.set(value, buffer.length);
    buffer = joined;
    return true;
  };
  for (;;) {
    let end = buffer.indexOf(10);
    while (end < 0) {
      if (!(await more())) {
        if (buffer.length) throw new Error("a frame is cut off");
        return;
      }
      end = buffer.indexOf(10);
    }
    const facts = JSON.parse(decoder.decode(buffer.subarray(0, end)));
    const whole = end + 1 + (facts.bytes ?? 0);
    while (buffer.length < whole) if (!(await more())) throw new Error("the file is cut off");
    yield [facts, buffer.slice(end + 1, whole)];
    buffer = buffer.slice(whole);
  }
}
