// Files that are too many for one request are sent in several. Without this, a smaller choice of files works as well.
"use strict";

(() => {
  const MOST_FILES = 200; // in one request

  // Files in groups that each fit into a request.
  function* parts(files, most) {
    let part = [], size = 0;
    for (const file of files) {
      if (part.length && (size + file.size > most || part.length >= MOST_FILES)) {
        yield part;
        part = [];
        size = 0;
      }
      part.push(file);
      size += file.size;
    }
    yield part;
  }

  function tell(words) {
    const line = document.getElementById("unsent");
    line.textContent = words;
    line.hidden = words === "";
  }

  async function send(form, part, more) {
    const data = new FormData();
    data.set("tray", form.elements.tray.value);
    if (more) data.set("more", "true");
    for (const file of part) data.append("files", file, file.name);
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { accept: "application/json" } });
    if (answer.ok) return;
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail || `The desk answers ${answer.status}.`);
  }

  async function sendAll(form, files, most) {
    const button = form.querySelector("button"), words = button.textContent;
    button.disabled = true;
    tell("");
    try {
      const groups = [...parts(files, most)];
      let sent = 0;
      for (const [at, part] of groups.entries()) {
        button.textContent = `Sending ${sent} of ${files.length} …`;
        await send(form, part, at < groups.length - 1);
        sent += part.length;
      }
      location.assign("/intake");
    } catch (error) {
      tell(`Not sent: ${error.message}`);
      button.textContent = words;
      button.disabled = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-parts]")) return;
    const files = [...form.elements.files.files], most = Number(form.dataset.parts);
    const large = files.filter((file) => file.size > most);
    if (large.length) {
      event.preventDefault();
      tell(`Not sent: ${large[0].name} is larger than ${Math.floor(most / 1e6)} MB. Read it with: recount run`);
      return;
    }
    if (files.length <= MOST_FILES && files.reduce((sum, file) => sum + file.size, 0) <= most) return;
    event.preventDefault();
    sendAll(form, files, most);
  });
})();
