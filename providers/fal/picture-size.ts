/** How a wanted picture size is said to a model: in pixels within its bounds, or as one of its named shapes. */

export interface PixelSize {
  width: number;
  height: number;
}

export interface SizeBounds {
  /** Both sides are multiples of it. */
  step: number;
  /** Pixels of the shorter side at least. */
  minSide: number;
  /** Pixels of the longer side at most. */
  maxSide: number;
  /** Pixels of the whole picture at least. */
  minArea?: number;
}

/** The size of the same shape that a model can make: the wanted one if possible, else the next larger, else its largest. */
export function fitSize({ width, height }: PixelSize, { step, minSide, maxSide, minArea = 0 }: SizeBounds): PixelSize {
  const enlarge = Math.max(1, minSide / Math.min(width, height), Math.sqrt(minArea / (width * height)));
  const scale = Math.min(enlarge, maxSide / Math.max(width, height));
  const side = (pixels: number) => Math.min(maxSide, Math.ceil((pixels * scale) / step - 1e-9) * step);
  return { width: side(width), height: side(height) };
}

/** The shape of a list that is nearest to a size. */
export function nearestShape<Shape extends string>(
  { width, height }: PixelSize,
  shapes: readonly [Shape, ...Shape[]],
): Shape {
  const distance = (shape: Shape) => Math.abs(Math.log(width / height / ratioOf(shape)));
  return shapes.reduce((nearest, shape) => (distance(shape) < distance(nearest) ? shape : nearest));
}

function ratioOf(shape: string): number {
  const [across = 1, down = 1] = shape.split(":").map(Number);
  return across / down;
}

/** Megapixels as fal bills them: begun ones, of 1024 x 1024 pixels each. */
export function billedMegapixels({ width, height }: PixelSize): number {
  return Math.ceil((width * height) / (1024 * 1024));
}
