// How large a photo is kept: enough to read a banner, small enough for a weak signal.

/** Longest edge in pixels and JPEG quality (`experience.md`): 200–400 KB a photo. */
export const photoLimits = { longEdge: 1600, quality: 0.7 } as const;

export type Size = { readonly width: number; readonly height: number };

/** The size to draw at: never larger than it was, whole pixels, at least one. */
export function shrunkSize({ width, height }: Size, longEdge: number = photoLimits.longEdge): Size {
  const scale = Math.min(1, longEdge / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
