// Reads the signed texts of the office: base45, one stored zlib block, COSE_Sign1, and CBOR in its only canonical form.
// What could not have been written by the office is refused with a reason; nothing here touches the page.
"use strict";

const Code = (() => {
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const LONGEST_TEXT = 4296;
  const DEEPEST = 3;
  const EDDSA = -8;

  class Refused extends Error {
    constructor(reason) {
      super(reason);
      this.reason = reason;
    }
  }

  function refuse(reason) {
    throw new Refused(reason);
  }

  // ---- base45 (RFC 9285): two bytes in three letters

  function fromBase45(text) {
    const bytes = [];
    for (let at = 0; at < text.length; at += 3) {
      const letters = [...text.slice(at, at + 3)].map((letter) => ALPHABET.indexOf(letter));
      const value = letters.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
      if (letters.length === 3 ? value > 0xffff : value > 0xff) refuse("malformed");
      if (letters.length === 3) bytes.push(value >> 8, value & 0xff);
      else bytes.push(value);
    }
    return Uint8Array.from(bytes);
  }

  // ---- the zlib stream of one stored block

  function adler32(bytes) {
    let low = 1;
    let high = 0;
    for (const byte of bytes) {
      low = (low + byte) % 65521;
      high = (high + low) % 65521;
    }
    return ((high << 16) | low) >>> 0;
  }

  function unwrapped(text) {
    if (text.length <= 3 || text.length > LONGEST_TEXT || [...text].some((letter) => !ALPHABET.includes(letter))) refuse("not_a_permit");
    if (!text.startsWith("V7F")) refuse("not_a_permit"); // 78 01
    if (text.length % 3 === 1) refuse("truncated");
    const packed = fromBase45(text);
    const token = packed.slice(7, -4);
    const size = packed[3] | (packed[4] << 8);
    const contrary = packed[5] | (packed[6] << 8);
    if (size > token.length && (size ^ 0xffff) === contrary) refuse("truncated");
    const sum = new DataView(packed.buffer).getUint32(packed.length - 4);
    const whole = packed[2] === 1 && size === token.length && (size ^ 0xffff) === contrary && sum === adler32(token);
    if (!whole) refuse("malformed");
    return token;
  }

  // ---- CBOR: numbers, texts, bytes, arrays and maps, each in its shortest form and order

  function decode(bytes, deepest = DEEPEST) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let at = 0;

    function number(short) {
      if (short < 24) return short;
      const width = { 24: 1, 25: 2, 26: 4, 27: 8 }[short];
      if (!width || at + width > bytes.length) refuse("malformed");
      const value = width === 8 ? Number(view.getBigUint64(at)) : width === 4 ? view.getUint32(at) : width === 2 ? view.getUint16(at) : bytes[at];
      const least = { 1: 24, 2: 0x100, 4: 0x10000, 8: 0x100000000 }[width];
      if (value < least || !Number.isSafeInteger(value)) refuse("malformed");
      at += width;
      return value;
    }

    function cut(size) {
      if (at + size > bytes.length) refuse("malformed");
      const part = bytes.slice(at, at + size);
      at += size;
      return part;
    }

    function item(depth) {
      if (at >= bytes.length) refuse("malformed");
      const kind = bytes[at] >> 5;
      const short = bytes[at] & 31;
      at += 1;
      if (kind > 5) refuse("malformed");
      const size = number(short);
      if (kind === 0) return size;
      if (kind === 1) return -1 - size;
      if (kind === 2) return cut(size);
      if (kind === 3) {
        try {
          return utf8.decode(cut(size));
        } catch (error) {
          if (error instanceof Refused) throw error;
          return refuse("malformed");
        }
      }
      if (depth >= deepest) refuse("malformed");
      if (kind === 4) return Array.from({ length: Math.min(size, bytes.length) }, () => item(depth + 1));
      return map(size, depth);
    }

    function map(size, depth) {
      const found = new Map();
      let last = null;
      for (let count = 0; count < size; count += 1) {
        const begun = at;
        const key = item(depth + 1);
        const written = bytes.slice(begun, at);
        if (last !== null && !before(last, written)) refuse("malformed"); // also a key given twice
        last = written;
        found.set(key, item(depth + 1));
      }
      return found;
    }

    const value = item(0);
    if (at !== bytes.length) refuse("malformed");
    return value;
  }

  function before(one, other) {
    if (one.length !== other.length) return one.length < other.length;
    for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return one[at] < other[at];
    return false;
  }

  function head(kind, size) {
    if (size < 24) return [(kind << 5) | size];
    if (size < 0x100) return [(kind << 5) | 24, size];
    if (size < 0x10000) return [(kind << 5) | 25, size >> 8, size & 0xff];
    return [(kind << 5) | 26, (size >>> 24) & 0xff, (size >>> 16) & 0xff, (size >>> 8) & 0xff, size & 0xff];
  }

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  // ---- COSE_Sign1

  // Returns what is signed and by whom; `kind` is the media type that the header must name, undefined for a card.
  function opened(token, kind) {
    if (token[0] !== 0xd2) refuse("malformed"); // tag 18
    const parts = decode(token.slice(1));
    if (!Array.isArray(parts) || parts.length !== 4) refuse("malformed");
    const [protectedHeader, unprotected, payload, signature] = parts;
    const bytes = [protectedHeader, payload, signature].every((part) => part instanceof Uint8Array);
    if (!bytes || !(unprotected instanceof Map) || unprotected.size) refuse("malformed");
    const header = decode(protectedHeader);
    if (!(header instanceof Map)) refuse("malformed");
    if (header.get(1) !== EDDSA) refuse("wrong_algorithm");
    if ([...header.keys()].some((key) => ![1, 4, 16].includes(key)) || !header.has(4)) refuse("malformed");
    if (header.get(16) !== kind) refuse("wrong_kind");
    const kid = header.get(4);
    if (!(kid instanceof Uint8Array) || kid.length !== 8) refuse("unknown_key");
    const context = new TextEncoder().encode("Signature1");
    const signed = joined([0x84], head(3, context.length), context, head(2, protectedHeader.length), protectedHeader, [0x40], head(2, payload.length), payload);
    return { kid: hex(kid), claims: () => decode(payload), signature, signed };
  }

  function hex(bytes) {
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function fromHex(text) {
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  }

  function fromBase64(text) {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  }

  // ---- Ed25519: the browser's own where it has it, else the one that came along

  let builtIn = null; // null: not tried yet

  async function verified(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    if (builtIn !== false) {
      try {
        const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
        builtIn = true;
        return await crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
      } catch (error) {
        builtIn = false;
      }
    }
    try {
      return Ed25519.verify(signature, message, publicKey);
    } catch (error) {
      return false;
    }
  }

  return { Refused, refuse, unwrapped, decode, opened, verified, hex, fromHex, fromBase64, usesBuiltIn: () => builtIn };
})();
