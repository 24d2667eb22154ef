// The value of a form field, from an event.

const field = (event: Event) => event.target as HTMLInputElement | HTMLSelectElement;

export const textOf = (event: Event): string => field(event).value;
export const numberOf = (event: Event): number => Number(field(event).value);
