import { type Fits, fitsShape } from "./fits-shape.ts";
import { recordShape } from "./record-shape.ts";

/** Whether a value is a record as its schema wants it; what this refuses, the schema may still accept. */
export const fitsRecord: Fits = (value) => {
  fits ??= fitsShape(recordShape);
  return fits(value);
};

let fits: Fits | undefined;
