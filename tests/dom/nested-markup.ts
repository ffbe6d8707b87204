import fc from "fast-check";

/** Elements of these names that are closed, in one another, with such things in them. */
export function nestedMarkup(
  names: fc.Arbitrary<string>,
  attribute: fc.Arbitrary<string>,
  leaves: readonly fc.Arbitrary<string>[],
): fc.Arbitrary<string> {
  return fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      ...leaves,
      fc
        .tuple(names, attribute, fc.array(tie("node"), { maxLength: 4 }))
        .map(([name, attributes, inner]) => `<${name}${attributes}>${inner.join("")}</${name}>`),
    ),
  })).node;
}
