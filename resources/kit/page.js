// The page itself: takes a code by camera, picture or text, and says in large words what `Verdict` found.
"use strict";

(() => {
  const WORDS = JSON.parse(document.getElementById("words").textContent);
  const KIT = JSON.parse(document.getElementById("kit").textContent);
  const CAMERA_PAUSE_MS = 120;
  const LARGEST_PICTURE = 40_000_000; // pixels

  const at = (id) => document.getElementById(id);
  let language = "zh";
  let looking = null;
  let last = null;
  let held = { card: null, label: null };

  function say(code, facts = {}) {
    const text = WORDS[language][code] ?? WORDS.zh[code] ?? code;
    return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  }

  function dress() {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-words]")) element.textContent = say(element.dataset.words);
    at("language").textContent = language === "zh" ? "English" : "中文";
    at("made").textContent = say("made", { day: KIT.made_on });
    at("root").textContent = say("root", { fingerprint: KIT.root_fingerprint });
    document.title = say("title");
  }

  // ---- what the page rests on: the office's key list and status lists

  async function stand() {
    const found = await Verdict.open(KIT, remembered());
    tellLists(found);
    if (found.statuses_refused) at("notice").textContent = say("status_list_refused");
    return found;
  }

  function remembered() {
    try {
      return JSON.parse(localStorage.getItem("resipermit.seen") ?? "{}");
    } catch (error) {
      return {};
    }
  }

  function remember(seen) {
    try {
      localStorage.setItem("resipermit.seen", JSON.stringify(seen));
    } catch (error) {
      // a browser that keeps nothing still verifies; it only cannot notice an older list next time
    }
  }

  function tellLists(lists) {
    at("keys").textContent = lists.keys_refused ? say(lists.keys_refused) : say("keys_on", { day: lists.keys_on, count: lists.keys.size });
    at("status").textContent = lists.statuses.size === 0 ? say("no_list") : [...lists.statuses.values()].map((list) => say("status_on", { office: list.office, day: list.made_on, until: list.good_until })).join("　");
    if (!lists.keys_refused) remember(lists.seen);
  }

  let lists = stand();

  async function takeNewer(file) {
    const taken = await Verdict.newer(await lists, new Uint8Array(await file.arrayBuffer()));
    lists = Promise.resolve(taken.lists);
    tellLists(taken.lists);
    at("notice").textContent = say(taken.notice);
  }

  // ---- showing the answer

  const UNDECIDED = ["label_alone", "no_code_found", "unknown_key", "newer_than_program"]; // no proof of a forgery
  const SIGNS = { good: "✓", warn: "!", bad: "✕" };

  function show(verdict) {
    last = verdict;
    if (verdict.genuine) fill(at("genuine"), verdict.reason ? "bad" : "good", verdict.reason ?? "genuine");
    else fill(at("genuine"), UNDECIDED.includes(verdict.reason) ? "warn" : "bad", UNDECIDED.includes(verdict.reason) ? "undecided" : "not_genuine", verdict.reason);
    const tone = { in_use: "good", suspended: "bad", cancelled: "bad", not_known: "warn" }[verdict.standing];
    at("standing").hidden = !verdict.genuine;
    fill(at("standing"), tone, verdict.standing, verdict.standing_reason, verdict);
    at("compare").hidden = !verdict.genuine;
    at("card").hidden = !verdict.genuine;
    at("cautions").replaceChildren(...verdict.cautions.map(caution));
    at("card").querySelector("tbody").replaceChildren(...rows(verdict.card ?? {}));
    at("answer").hidden = false;
    at("answer").scrollIntoView({ block: "start" });
    at("again").focus({ preventScroll: true });
  }

  function fill(panel, tone, headline, reason, facts = {}) {
    panel.className = `verdict ${tone}`;
    panel.dataset.code = reason ?? headline;
    panel.querySelector(".sign").textContent = SIGNS[tone];
    panel.querySelector("strong").textContent = say(`say.${headline}`);
    panel.querySelector("p").textContent = reason ? say(`why.${reason}`, facts) : say(`why.${headline}`, facts);
  }

  function caution(code) {
    const line = document.createElement("li");
    line.textContent = say(`caution.${code}`);
    return line;
  }

  function rows(card) {
    return Object.entries(card)
      .filter(([item, value]) => value !== null && item !== "status_index")
      .map(([item, value]) => {
        const row = document.createElement("tr");
        const name = document.createElement("th");
        name.scope = "row";
        name.textContent = say(`item.${item}`);
        const text = document.createElement("td");
        text.textContent = WORDS[language][`value.${item}.${value}`] ?? value;
        row.append(name, text);
        return row;
      });
  }

  // A label may be shown before or after its card; the two are then judged together.
  async function judge(text) {
    const expected = at("expect").value.trim() || null;
    let verdict = await Verdict.on(text, await lists, new Date(), expected, held.label);
    if (verdict.genuine) held.card = text;
    if (verdict.label) {
      held.label = verdict.label;
      if (held.card !== null) verdict = await Verdict.on(held.card, await lists, new Date(), expected, held.label);
    }
    show(verdict);
  }

  function unreadable() {
    show({ genuine: false, reason: "no_code_found", standing: "not_known", standing_reason: "not_genuine", cautions: [], card: null });
  }

  // ---- reading a QR code

  let decoder = null;

  function reader() {
    decoder ??= ZXingWASM.prepareZXingModule({
      overrides: { wasmBinary: Fflate.gunzipSync(Code.fromBase64(at("decoder").textContent.trim())).buffer },
      fireImmediately: true,
    });
    return decoder;
  }

  async function readFrom(pixels) {
    await reader();
    const found = await ZXingWASM.readBarcodes(pixels, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
    return found.find((one) => one.isValid)?.text ?? null;
  }

  function pixelsOf(source, width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.drawImage(source, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height);
  }

  async function takePicture(file) {
    let picture;
    try {
      picture = await createImageBitmap(file);
    } catch (error) {
      return unreadable();
    }
    const scale = Math.min(1, Math.sqrt(LARGEST_PICTURE / (picture.width * picture.height)));
    const text = await readFrom(pixelsOf(picture, Math.round(picture.width * scale), Math.round(picture.height * scale)));
    return text === null ? unreadable() : judge(text);
  }

  async function look() {
    try {
      looking = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    } catch (error) {
      at("notice").textContent = say("no_camera");
      return;
    }
    const view = at("view");
    view.srcObject = looking;
    view.hidden = false;
    await view.play();
    while (looking) {
      const text = view.videoWidth ? await readFrom(pixelsOf(view, view.videoWidth, view.videoHeight)) : null;
      if (text !== null && looking) {
        stopLooking();
        await judge(text);
        return;
      }
      await new Promise((later) => setTimeout(later, CAMERA_PAUSE_MS));
    }
  }

  function stopLooking() {
    looking?.getTracks().forEach((track) => track.stop());
    looking = null;
    at("view").hidden = true;
  }

  // ---- wiring

  at("camera").addEventListener("click", () => (looking ? stopLooking() : look()));
  at("picture").addEventListener("change", (event) => event.target.files[0] && takePicture(event.target.files[0]));
  at("newer").addEventListener("change", (event) => event.target.files[0] && takeNewer(event.target.files[0]));
  at("check").addEventListener("click", () => judge(at("text").value.replace(/[\r\n\t]+$/, "")));
  at("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // a scanner ends its text with Enter
      judge(at("text").value);
    }
  });
  at("again").addEventListener("click", () => {
    at("answer").hidden = true;
    held = { card: null, label: null };
    at("text").value = "";
    at("text").focus();
  });
  at("language").addEventListener("click", async () => {
    language = language === "zh" ? "en" : "zh";
    dress();
    tellLists(await lists);
    if (last !== null && !at("answer").hidden) show(last);
  });
  dress();
  at("text").focus();
})();
