// The bytes in a frame: fields sent as base64, decoded once.

const cache = new WeakMap<object, Map<string, Uint8Array>>();

/** A field of bytes, sent as base64; decoded once. */
export function bytes<Field extends string>(
  frame: Readonly<Record<Field, string>>,
  field: Field,
): Uint8Array {
  const fields = cache.get(frame) ?? new Map<string, Uint8Array>();
  cache.set(frame, fields);
  const before = fields.get(field);
  if (before) return before;
  const text = atob(frame[field]);
  const decoded = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) decoded[i] = text.charCodeAt(i);
  fields.set(field, decoded);
  return decoded;
}
