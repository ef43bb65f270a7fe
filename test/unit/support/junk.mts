import fc from 'fast-check';

/** What JSON cannot hold but an expression can give, and objects that cannot be made into text. */
const ODD = fc.constantFrom<unknown>(
	NaN,
	Infinity,
	10n,
	Symbol('s'),
	() => 1,
	new Date(0),
	Object.create(null),
	{ toString: 1, valueOf: 1 },
	{ value: { toString: null } },
	{ role: [null] },
	{ role: 'x' },
	{ field: [null, 1] },
	{ field: [{}] },
	JSON.parse('{"__proto__":{"name":"x"}}'),
);

/** Values of every kind that a parameter may turn out to hold. */
export const JUNK: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue(),
	ODD,
	fc.array(ODD),
	fc.anything(),
);
