// What `reference.py` writes for a run of the tests; `python.ts` says what is in it.
declare module "*/reference.json" {
  const reference: unknown;
  export default reference;
}
