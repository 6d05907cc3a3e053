/* Makes the workbench smoother; everything works without it too. No inline code, nothing from outside. */
"use strict";

(() => {
  const ask = async (address, fields) => {
    const answer = await fetch(address, {
      method: "POST", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin",
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error || "");
    return said;
  };
  const token = (form) => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const fieldsOf = (form, more) => {
    const fields = new FormData();
    fields.append("csrfmiddlewaretoken", token(form));
    for (const [name, value] of Object.entries(more)) fields.append(name, value);
    return fields;
  };

  /* Dropping files: each is sent and read by itself, with its own bar. */
  const send = (form, address, file, bar) => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", () => {
      const said = request.response || {};
      if (request.status < 300) done(said); else failed(new Error(said.error || ""));
    });
    request.addEventListener("error", () => failed(new Error("")));
    request.send(fieldsOf(form, { files: file }));
  });

  const row = (list, name) => {
    const item = document.createElement("li");
    const title = document.createElement("span");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    title.textContent = name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    item.append(title, bar, words);
    list.append(item);
    const say = (text, trouble) => {
      words.textContent = text;
      words.classList.toggle("trouble", Boolean(trouble));
      bar.hidden = Boolean(trouble);
    };
    return { bar, say };
  };

  const setUpDrop = (form) => {
    const input = form.querySelector("input[type=file]");
    const list = form.querySelector("[data-uploads]");
    const state = form.querySelector("[data-state]");
    const words = form.dataset;
    let busy = false;

    const one = async (file, to) => {
      const { bar, say } = row(list, file.name);
      if (file.size > Number(words.limit)) { say(words.tooLarge, true); return false; }
      if (!file.size) { say(words.empty, true); return false; }
      try {
        say(words.sending);
        const kept = await send(form, to.add, file, bar);
        say(words.reading);
        bar.removeAttribute("value");
        const found = await ask(to.read, fieldsOf(form, { position: kept.position }));
        bar.value = 100;
        if (found.status === "read") { say(words.done); return true; }
        say(found.error || words.failed, true);
      } catch (error) {
        bar.value = 0;
        say(error.message || words.failed, true);
      }
      return false;
    };

    const take = async (files) => {
      if (busy || !files.length) return;
      if (files.length > Number(words.most)) { state.textContent = words.tooMany; return; }
      busy = true;
      list.hidden = false;
      list.replaceChildren();
      state.textContent = words.sending;
      let to;
      try {
        to = await ask(form.action, fieldsOf(form, {}));
      } catch (error) {
        state.textContent = error.message || words.failed;
        busy = false;
        return;
      }
      let read = 0;
      for (const file of files) if (await one(file, to)) read += 1;
      busy = false;
      input.value = "";
      if (!read) {
        await ask(to.drop, fieldsOf(form, {})).catch(() => {});
        state.textContent = words.some;
        return;
      }
      if (read === files.length) {
        state.textContent = words.going;
        location.assign(to.page);
        return;
      }
      const onward = document.createElement("a");
      onward.href = to.page;
      onward.className = "button";
      onward.textContent = words.onward;
      state.replaceChildren(`${words.some} `, onward);
      onward.focus();
    };

    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      take([...input.files]);
    });
    input.addEventListener("change", () => take([...input.files]));
    let depth = 0;
    form.addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; form.classList.add("over"); });
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("dragleave", () => { depth -= 1; if (depth <= 0) form.classList.remove("over"); });
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      form.classList.remove("over");
      take([...event.dataTransfer.files]);
    });
  };

  /* Correcting: every field is kept when it is left or Enter is pressed; the focus stays. */
  const setUpEdit = (form) => {
    const state = form.querySelector("[data-state]");
    const undo = form.querySelector("[data-undo]");
    const redo = form.querySelector("[data-redo]");
    /* A field is named v:key; what stood there when it was drawn is beside it, in was:key. */
    const isField = (input) => Boolean(input.name) && input.name.startsWith("v:");
    const keyOf = (input) => input.name.slice(2);
    const savedOf = (input) => input.closest("[data-field]").querySelector("[data-was]");
    const inputs = () => [...form.elements].filter(isField);
    const say = (text, trouble) => {
      state.textContent = text;
      state.classList.toggle("trouble", Boolean(trouble));
    };
    const isChanged = (input) => input.value.replaceAll("\r\n", "\n") !== savedOf(input).value.replaceAll("\r\n", "\n");
    const labelOf = (input) => form.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent;
    let waiting = Promise.resolve();

    const show = (field, keepTyped) => {
      const input = inputs().find((one) => keyOf(one) === field.key);
      if (!input) return null;
      const box = input.closest("[data-field]");
      if (!keepTyped) input.value = field.text;
      savedOf(input).value = field.text;
      box.classList.toggle("edited", field.was !== null);
      read(box, field.was);
      const meaning = box.querySelector("[data-meaning]");
      if (meaning) meaning.textContent = field.meaning;
      trouble(input, "");
      return input;
    };
    /* What the document says of an edited field. */
    const read = (box, was) => {
      const old = box.querySelector("[data-read]");
      if (old) old.remove();
      if (was === null) return;
      const place = document.createElement("p");
      const text = document.createElement("span");
      place.className = "was";
      place.dataset.read = "";
      text.lang = "ja";
      text.textContent = was || "―";
      place.append(`${form.dataset.readWords} `, text);
      box.append(place);
    };
    const trouble = (input, text) => {
      const box = input.closest("[data-field]");
      const meaning = box.querySelector("[data-meaning]");
      const old = box.querySelector("[data-error]");
      if (old) old.remove();
      if (text) {
        const place = document.createElement("p");
        place.className = "error";
        place.dataset.error = "";
        place.id = `${input.id}-error`;
        place.textContent = text;
        box.append(place);
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", place.id);
      } else {
        input.removeAttribute("aria-invalid");
        if (meaning) input.setAttribute("aria-describedby", meaning.id);
        else input.removeAttribute("aria-describedby");
      }
    };
    const buttons = (said) => {
      undo.disabled = !said.undo;
      redo.disabled = !said.redo;
    };

    const keep = (input) => {
      waiting = waiting.then(async () => {
        if (!isChanged(input)) { trouble(input, ""); return; }
        const typed = input.value;
        const key = keyOf(input);
        try {
          const said = await ask(form.action, fieldsOf(form, { [`v:${key}`]: typed, [`was:${key}`]: savedOf(input).value }));
          for (const field of said.fields) show(field, input.value !== typed);
          buttons(said);
          say(`${form.dataset.savedWords}${form.dataset.colon}${labelOf(input)}`);
        } catch (error) {
          trouble(input, error.message || form.dataset.failedWords);
          say(form.dataset.failedWords, true);
        }
      });
      return waiting;
    };
    /* What was taken back may stand on another page: this one is drawn anew, and says so. */
    const drawAnew = (button, words) => {
      sessionStorage.setItem("turned", JSON.stringify([button === undo ? "[data-undo]" : "[data-redo]", words]));
      location.reload();
    };
    const told = sessionStorage.getItem("turned");
    if (told) {
      const [selector, words] = JSON.parse(told);
      const pressed = form.querySelector(selector);
      sessionStorage.removeItem("turned");
      (pressed.disabled ? form.querySelector(".button:not(:disabled)") : pressed).focus();
      say(words);
    }
    const turn = (button) => {
      waiting = waiting.then(async () => {
        if (button.disabled) return;
        try {
          const said = await ask(button.formAction, fieldsOf(form, {}));
          buttons(said);
          const shown = said.fields.map((field) => show(field, false));
          const words = button === undo ? form.dataset.undoneWords : form.dataset.redoneWords;
          if (!shown[0]) { drawAnew(button, words); return; }
          shown[0].focus();
          shown[0].scrollIntoView({ block: "nearest" });
          say(`${words}${form.dataset.colon}${labelOf(shown[0])}`);
        } catch (error) {
          say(error.message || form.dataset.failedWords, true);
        }
      });
    };

    /* Right as it is: the block is done with, and the next one has the focus. */
    const look = (button) => {
      waiting = waiting.then(async () => {
        try {
          buttons(await ask(button.formAction, fieldsOf(form, { look: button.value })));
          const block = button.closest(".block");
          const blocks = [...form.querySelectorAll(".block")];
          const next = blocks.slice(blocks.indexOf(block) + 1).find((one) => one.querySelector("[data-look]"));
          block.classList.add("settled");
          block.querySelector("[data-done]").hidden = false;
          button.remove();
          for (const count of document.querySelectorAll(".tabs .count")) count.textContent = Number(count.textContent) - 1;
          const onward = document.querySelector(".pages [rel=next]") || undo;
          (next ? next.querySelector("[data-look]") : onward).focus();
          say(block.querySelector("[data-done]").textContent);
        } catch (error) {
          say(error.message || form.dataset.failedWords, true);
        }
      });
    };
    for (const button of form.querySelectorAll("[data-look]")) {
      button.addEventListener("click", (event) => { event.preventDefault(); look(button); });
    }

    form.addEventListener("change", (event) => { if (isField(event.target)) keep(event.target); });
    form.addEventListener("keydown", (event) => {
      const input = event.target;
      if (event.key === "Enter" && !event.isComposing && isField(input) && !(input.tagName === "TEXTAREA" && event.shiftKey)) {
        event.preventDefault();
        keep(input);
      }
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const back = key === "z" && !event.shiftKey;
      const again = key === "y" || (key === "z" && event.shiftKey);
      if (!back && !again) return;
      const input = document.activeElement;
      /* What is being typed is the browser's to take back; what is kept is ours. */
      if (inputs().includes(input) && isChanged(input)) return;
      event.preventDefault();
      turn(back ? undo : redo);
    });
    undo.addEventListener("click", (event) => { event.preventDefault(); turn(undo); });
    redo.addEventListener("click", (event) => { event.preventDefault(); turn(redo); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      for (const input of inputs()) if (isChanged(input)) keep(input);
    });
    window.addEventListener("beforeunload", (event) => { if (inputs().some(isChanged)) event.preventDefault(); });

    /* The cell a field was read from stands out while the field has the focus. */
    const mark = (event, on) => {
      const name = event.target.dataset && event.target.dataset.cellName;
      const block = name && event.target.closest(".block");
      if (!block) return;
      for (const cell of block.querySelectorAll(`[data-cell="${CSS.escape(name)}"]`)) {
        cell.classList.toggle("here", on);
        if (on) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    };
    form.addEventListener("focusin", (event) => mark(event, true));
    form.addEventListener("focusout", (event) => mark(event, false));
  };

  /* On a narrow screen the place that was read may lie beyond the edge of its table. */
  const reveal = (box) => {
    const cell = box.querySelector(".marked");
    if (!cell) return;
    const at = cell.getBoundingClientRect();
    const around = box.getBoundingClientRect();
    if (at.right > around.right) box.scrollLeft += Math.min(at.right - around.right, at.left - around.left);
  };

  document.querySelectorAll("[data-drop]").forEach(setUpDrop);
  document.querySelectorAll("[data-edit]").forEach(setUpEdit);
  document.querySelectorAll(".source .scroll").forEach(reveal);
})();
