// What can be said of a card: whether the office made it, and whether its permit may be used today, each with a reason.
// The codes and their order are those of docs/card-code.md; the program's own verdict follows the same table.
"use strict";

const Verdict = (() => {
  const { Refused, refuse } = Code;
  const KEY_LIST = "application/jzz-keylist+cwt";
  const STATUS_LIST = "application/statuslist+cwt";
  const ROOT_NAME = "jzz:root";
  const [SEQUENCE, KEYS, STATUS_CLAIM, LIST_CLAIM] = [-70001, -70002, 65535, 65533];
  const [ISSUER, SUBJECT, EXPIRES, ISSUED, IDENTITY] = [1, 2, 4, 6, 169];
  const DIVISION = /^[1-9][0-9]{5}(?:[0-9]{3}){0,2}$/u;
  const CITIZEN_NUMBER = /^[1-9][0-9]{16}[0-9X]$/u;
  const LAST_SECOND = Date.UTC(2999, 11, 31) / 1000;
  const DAY = 86400;
  const MOST_CARDS = 8_000_000;
  const LONGEST_FILE = 4_000_000;
  const LABEL = "JZZ-QZ";
  const ITEMS = { name: 4, sex: 9, ethnic_group: 24, born_on: 8, registered_address: 25, residence_address: 10, residence_division: 21, permit_number: 1 };

  // ---- claims, read strictly

  function reading(values, needed, optional = []) {
    if (!(values instanceof Map)) refuse("malformed");
    if (needed.some((key) => !values.has(key))) refuse("malformed");
    if ([...values.keys()].some((key) => !needed.includes(key) && !optional.includes(key))) refuse("newer_than_program");
    const take = {
      has: (key) => values.has(key),
      raw: (key) => values.get(key),
      text(key, form) {
        const value = values.get(key);
        const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
        if (typeof value !== "string" || value === "" || [...value].length > 200 || unseen.test(value) || value !== value.trim()) refuse("malformed");
        if (form && !form.test(value)) refuse("malformed");
        return value;
      },
      number(key, most) {
        const value = values.get(key);
        if (!Number.isInteger(value) || value < 0 || value > most) refuse("malformed");
        return value;
      },
      bytes(key, size) {
        const value = values.get(key);
        if (!(value instanceof Uint8Array) || (size !== undefined && value.length !== size)) refuse("malformed");
        return value;
      },
      list(key, most) {
        const value = values.get(key);
        if (!Array.isArray(value) || value.length > most) refuse("malformed");
        return value;
      },
      is(key, ...known) {
        if (!known.includes(values.get(key))) refuse("malformed");
        return values.get(key);
      },
      writtenDay(key) {
        const text = take.text(key, /^[12][0-9]{7}$/u);
        const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
        const moment = new Date(`${day}T00:00:00Z`);
        if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day) refuse("malformed");
        return day;
      },
      day(key) {
        const seconds = take.number(key, LAST_SECOND);
        if (seconds % DAY) refuse("malformed");
        return new Date(seconds * 1000).toISOString().slice(0, 10);
      },
      instant: (key) => take.number(key, LAST_SECOND),
    };
    return take;
  }

  function officeDay(seconds) {
    return new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 10); // the one time of the country
  }

  async function unsealed(token, keyOf, kind) {
    const sealed = Code.opened(token, kind);
    const key = keyOf(sealed.kid);
    if (!key) refuse("unknown_key");
    if (!(await Code.verified(key.public_key, sealed.signed, sealed.signature))) refuse("bad_signature");
    return { claims: sealed.claims(), key };
  }

  function objection(key, office, day) {
    if (key.compromised_on !== null && day >= key.compromised_on) return "compromised_key";
    if (office !== key.office) return "key_of_another_office";
    if (day < key.since) return "key_not_yet_in_use";
    if (key.retired_on !== null && day >= key.retired_on) return "key_retired";
    return null;
  }

  function check(key, office, day) {
    const reason = objection(key, office, day);
    if (reason) refuse(reason);
  }

  // ---- the root's key list

  async function readKeyList(token, root) {
    if (token.length > LONGEST_FILE) refuse("malformed");
    const rootKid = Code.hex(new Uint8Array(await digest(root)).slice(0, 8));
    const { claims } = await unsealed(token, (kid) => (kid === rootKid ? { public_key: root } : null), KEY_LIST);
    const top = reading(claims, [ISSUER, ISSUED, SEQUENCE, KEYS]);
    top.is(ISSUER, ROOT_NAME);
    const keys = new Map();
    for (const entry of top.list(KEYS, 10_000)) {
      const key = await readKey(entry);
      if (keys.has(key.kid)) refuse("malformed");
      keys.set(key.kid, key);
    }
    return { sequence: top.number(SEQUENCE, 2 ** 31 - 1), made_on: officeDay(top.instant(ISSUED)), keys };
  }

  async function readKey(entry) {
    const take = reading(entry, [1, 2, 3, -1, -2, "office", "from"], ["retired_on", "compromised_on"]);
    take.is(1, 1);
    take.is(-1, 6);
    take.is(3, -8);
    const publicKey = take.bytes(-2, 32);
    const kid = Code.hex(take.bytes(2, 8));
    if (kid !== Code.hex(new Uint8Array(await digest(publicKey)).slice(0, 8))) refuse("malformed");
    const dayOrNone = (name) => (take.has(name) ? take.writtenDay(name) : null);
    return {
      kid,
      public_key: publicKey,
      office: take.text("office", DIVISION),
      since: take.writtenDay("from"),
      retired_on: dayOrNone("retired_on"),
      compromised_on: dayOrNone("compromised_on"),
    };
  }

  const digest = async (bytes) => Ed25519.sha256(bytes);

  // ---- an office's status list

  async function readStatusList(token, keyOf) {
    if (token.length > LONGEST_FILE) refuse("malformed");
    const { claims, key } = await unsealed(token, keyOf, STATUS_LIST);
    const top = reading(claims, [ISSUER, SUBJECT, EXPIRES, ISSUED, LIST_CLAIM]);
    const inner = reading(top.raw(LIST_CLAIM), ["bits", "lst"]);
    const office = top.text(ISSUER, DIVISION);
    top.is(SUBJECT, `jzz:${office}`);
    const bits = inner.is("bits", 1, 2);
    const list = { office, made_at: top.instant(ISSUED), good_until: top.day(EXPIRES), bits, packed: inflated(inner.bytes("lst"), (MOST_CARDS * bits) / 8) };
    list.made_on = officeDay(list.made_at);
    check(key, office, list.made_on);
    return list;
  }

  function inflated(compressed, most) {
    const parts = [];
    let size = 0;
    let whole = false;
    try {
      const stream = new Fflate.Unzlib((part, last) => {
        size += part.length;
        if (size > most) refuse("malformed"); // a bomb is left before it has grown
        parts.push(part);
        whole ||= last;
      });
      for (let at = 0; at < compressed.length; at += 4096) stream.push(compressed.subarray(at, at + 4096), at + 4096 >= compressed.length);
    } catch (error) {
      refuse("malformed");
    }
    if (!whole) refuse("malformed");
    const content = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      content.set(part, at);
      at += part.length;
    }
    return content;
  }

  function statusIn(list, index) {
    if (index >= (list.packed.length * 8) / list.bits) return null;
    const place = index * list.bits;
    const number = (list.packed[place >> 3] >> place % 8) & ((1 << list.bits) - 1);
    return ["valid", "dead", "suspended", "dead"][number];
  }

  // ---- a card and a label

  async function readCode(text, keyOf) {
    const { claims, key } = await unsealed(Code.unwrapped(text), keyOf, undefined);
    const identity = claims instanceof Map ? claims.get(IDENTITY) : null;
    return identity instanceof Map && identity.get(22) === LABEL ? { label: readLabel(claims, key), key } : { card: readCard(claims, key), key };
  }

  function readCard(claims, key) {
    const top = reading(claims, [ISSUER, SUBJECT, ISSUED, IDENTITY], [EXPIRES, STATUS_CLAIM]);
    const identity = reading(top.raw(IDENTITY), [1, 4, 8, 9, 10, 21, 22, 23, 24, 25], [26]);
    identity.is(22, "JZZ");
    identity.is(23, "CN");
    const office = top.text(ISSUER, DIVISION);
    const card = {
      name: identity.text(ITEMS.name),
      sex: { 1: "male", 2: "female" }[identity.is(ITEMS.sex, 1, 2)],
      ethnic_group: identity.text(ITEMS.ethnic_group),
      born_on: identity.writtenDay(ITEMS.born_on),
      citizen_number: top.text(SUBJECT, CITIZEN_NUMBER),
      registered_address: identity.text(ITEMS.registered_address),
      residence_address: identity.text(ITEMS.residence_address),
      residence_division: identity.text(ITEMS.residence_division, DIVISION),
      permit_number: identity.text(ITEMS.permit_number),
      issuing_division: office,
      issued_on: top.day(ISSUED),
      due_on: identity.has(26) ? identity.writtenDay(26) : null,
      expires_on: top.has(EXPIRES) ? top.day(EXPIRES) : null,
      status_index: top.has(STATUS_CLAIM) ? readReference(top.raw(STATUS_CLAIM), office) : null,
    };
    check(key, office, card.issued_on);
    return card;
  }

  function readReference(claim, office) {
    const inner = reading(reading(claim, ["status_list"]).raw("status_list"), ["idx", "uri"]);
    inner.is("uri", `jzz:${office}`);
    return inner.number("idx", MOST_CARDS - 1);
  }

  function readLabel(claims, key) {
    const top = reading(claims, [ISSUER, EXPIRES, ISSUED, IDENTITY]);
    const identity = reading(top.raw(IDENTITY), [1, 22], [4]);
    identity.is(22, LABEL);
    const label = { permit_number: identity.text(1), issuing_division: top.text(ISSUER, DIVISION), signed_at: top.instant(ISSUED), due_on: top.day(EXPIRES), name: identity.has(4) ? identity.text(4) : null };
    label.signed_on = officeDay(label.signed_at);
    check(key, label.issuing_division, label.signed_on);
    return label;
  }

  // ---- the verdict

  function notGenuine(reason) {
    return { genuine: false, reason, standing: "not_known", standing_reason: "not_genuine", cautions: [], card: null };
  }

  function judge(card, key, on, list, label, expected) {
    if (card.issued_on > on) return notGenuine("not_yet_valid");
    const said = standing(card, on, list, label);
    const cautions = [...said.cautions];
    if (key.compromised_on !== null) cautions.push("key_compromised_later");
    const other = expected !== null && card.permit_number !== expected.trim().toUpperCase();
    return { genuine: true, reason: other ? "other_card" : null, standing: said.standing, standing_reason: said.reason, standing_since: said.since ?? null, cautions, kid: key.kid, card };
  }

  function standing(card, on, list, label) {
    const paper = paperOf(card, on, label);
    const { objection: against, listed } = listedAs(card, on, list);
    if (listed === "dead") return saying("cancelled", "dead_in_list");
    if (against === null && list && list.bits > 1) return byList(card, on, list, listed, paper);
    return byPaper(on, list, against, paper);
  }

  function saying(state, reason, since = null, cautions = []) {
    return { standing: state, reason, since, cautions };
  }

  function paperOf(card, on, label) {
    const belongs = label && label.permit_number === card.permit_number && label.issuing_division === card.issuing_division && label.signed_on <= on;
    if (belongs) return { kind: "label", signed: label.signed_at, until: label.due_on };
    if (card.expires_on !== null) return { kind: "code", signed: Date.parse(card.issued_on) / 1000, until: card.expires_on };
    return null;
  }

  function listedAs(card, on, list) {
    if (!list || list.office !== card.issuing_division) return { objection: "no_list", listed: null };
    if (card.status_index === null) return { objection: "no_index", listed: null };
    if (list.made_on > on) return { objection: "list_from_future", listed: null };
    const listed = statusIn(list, card.status_index);
    if (on >= list.good_until) return { objection: "list_too_old", listed };
    return { objection: listed === null ? "not_in_list" : null, listed };
  }

  function byList(card, on, list, listed, paper) {
    if (listed === "suspended") {
      if (paper === null || paper.signed <= list.made_at) return saying("suspended", "suspended_in_list");
      if (on < paper.until) return saying("in_use", `${paper.kind}_newer`);
      return saying("suspended", `${paper.kind}_expired`, paper.until);
    }
    if (paper !== null && list.made_on < paper.until && paper.until <= on) return saying("suspended", `${paper.kind}_expired`, paper.until);
    if (paper === null && card.due_on !== null && list.made_on < card.due_on && card.due_on <= on) return saying("not_known", "list_before_due");
    return saying("in_use", "valid_in_list");
  }

  function byPaper(on, list, against, paper) {
    const cautions = against === null ? [] : [against];
    if (paper === null) return saying("not_known", against ?? "endorsement_not_known");
    if (on < paper.until) return saying("in_use", `${paper.kind}_in_date`, null, cautions);
    if (against === "list_too_old" && list && list.made_on >= paper.until) return saying("not_known", "list_too_old");
    return saying("suspended", `${paper.kind}_expired`, paper.until, cautions);
  }

  // ---- what the page rests on, and what it is asked

  // Opens the lists that came with the page; `seen` is the highest sequence that this browser has met.
  async function open(kit, seen) {
    const root = Code.fromHex(kit.root_public_key);
    const lists = { root, keys: new Map(), keys_on: null, sequence: -1, statuses: new Map(), seen, keys_refused: null, statuses_refused: null };
    try {
      Object.assign(lists, taken(await readKeyList(Code.fromBase64(kit.key_list), root), seen));
    } catch (error) {
      lists.keys_refused = reasonOf(error) === "key_list_older" ? "key_list_older" : "key_list_refused";
      return lists;
    }
    for (const file of kit.status_lists) {
      try {
        await addStatus(lists, Code.fromBase64(file));
      } catch (error) {
        lists.statuses_refused = reasonOf(error);
      }
    }
    return lists;
  }

  function taken(listing, seen) {
    if (listing.sequence < (seen.sequence ?? -1)) refuse("key_list_older");
    return { keys: listing.keys, keys_on: listing.made_on, sequence: listing.sequence, seen: { ...seen, sequence: listing.sequence }, keys_refused: null };
  }

  async function addStatus(lists, token) {
    const list = await readStatusList(token, (kid) => lists.keys.get(kid) ?? null);
    const known = lists.statuses.get(list.office);
    if (known && known.made_at >= list.made_at) refuse("status_list_older");
    lists.statuses.set(list.office, list);
  }

  // Takes a newer key list or status list from a file; what is refused leaves everything as it was.
  async function newer(lists, file) {
    const next = { ...lists, statuses: new Map(lists.statuses) };
    try {
      Object.assign(next, taken(await readKeyList(file, lists.root), lists.seen));
      return { lists: next, notice: "key_list_taken" };
    } catch (error) {
      if (reasonOf(error) !== "wrong_kind") return { lists, notice: reasonOf(error) === "key_list_older" ? "key_list_older" : "key_list_refused" };
    }
    try {
      await addStatus(next, file);
      return { lists: next, notice: "status_list_taken" };
    } catch (error) {
      return { lists, notice: reasonOf(error) === "status_list_older" ? "status_list_older" : "status_list_refused" };
    }
  }

  function reasonOf(error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }

  // The verdict on a text, asked at a moment; `held` is the label already shown, or null. A label alone is no card.
  async function on(text, lists, moment, expected, held = null) {
    const day = officeDay(Math.floor(moment.getTime() / 1000));
    try {
      const read = await readCode(text, (kid) => lists.keys.get(kid) ?? null);
      if (read.label) return { ...notGenuine("label_alone"), label: read.label };
      return judge(read.card, read.key, day, lists.statuses.get(read.card.issuing_division) ?? null, held, expected);
    } catch (error) {
      return notGenuine(reasonOf(error));
    }
  }

  return { open, newer, on };
})();
