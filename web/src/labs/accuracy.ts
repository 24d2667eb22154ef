// How a lab prints an accuracy.

/** A share of all points; 100% only where it is all of them. */
export const accuracyPercent = (share: number | null | undefined): string => {
  if (share === null || share === undefined) return "—";
  return share === 1 ? "100%" : `${Math.min(100 * share, 99.9).toFixed(1)}%`;
};
