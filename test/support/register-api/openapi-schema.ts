type Schema = Record<string, unknown>;
type Discriminator = { propertyName: string; mapping: Record<string, string> };

/**
 * An OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type, a discriminator a choice, and a text may be empty
 * whatever its form, because Open Klant's own server answers empty texts where its description asks for a form. With
 * `closed`, objects that are not composed of others may have no keys but the described ones.
 */
export function toJsonSchema(schema: unknown, { closed = false } = {}): unknown {
  if (Array.isArray(schema)) return schema.map((item) => toJsonSchema(item, { closed }));
  if (schema === null || typeof schema !== 'object') return schema;
  const { nullable, discriminator, example, ...own } = schema as Schema;
  void example;
  if (discriminator !== undefined) return toChoice(discriminator as Discriminator);
  const rest: Schema = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, toJsonSchema(value, { closed })]),
  );
  const isOpen = closed && rest['type'] === 'object' && 'properties' in rest && !isPart(rest);
  const strict = isOpen ? { ...rest, additionalProperties: false } : rest;
  const asked = ['pattern', 'format', 'minLength'].some((key) => key in strict);
  const loose = strict['type'] === 'string' && asked ? { anyOf: [{ const: '' }, strict] } : strict;
  return nullable === true ? { anyOf: [{ type: 'null' }, loose] } : loose;
}

const toChoice = ({ propertyName, mapping }: Discriminator) => ({
  required: [propertyName],
  allOf: Object.entries(mapping).map(([value, $ref]) => ({
    if: { properties: { [propertyName]: { const: value } } },
    then: { $ref },
  })),
});

/** The halves of an actor are put together with `allOf`: each of them must let the other's keys through. */
function isPart({ properties }: Schema): boolean {
  const names = Object.keys(properties as Schema);
  return names.includes('actorIdentificatie') || names.includes('soortActor');
}
