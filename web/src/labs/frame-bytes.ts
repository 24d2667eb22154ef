// The bytes in a frame: fields sent as base64, decoded once.
import type { Frame } from "./run-records";

const decoded = new WeakMap<object, Map<string, Uint8Array>>();

/** A field of bytes, sent as base64; decoded once. */
export function bytes(frame: Frame, field: string): Uint8Array {
  const fields = decoded.get(frame) ?? new Map<string, Uint8Array>();
  decoded.set(frame, fields);
  const before = fields.get(field);
  if (before) return before;
  const text = atob(frame[field] as string);
  const found = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) found[i] = text.charCodeAt(i);
  fields.set(field, found);
  return found;
}
