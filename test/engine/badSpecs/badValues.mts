import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

type Bad = fc.Arbitrary<unknown>;

/** What stands for a secret that is not shown. */
const MASK = '••••••••';

const objects = fc.oneof(
	fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
	fc.constant({ toString: 'x' }),
	fc.constant(JSON.parse('{"__proto__": {"polluted": true}}')),
);
const lists = fc.array(fc.jsonValue(), { maxLength: 4 });
const oddTexts = fc.oneof(
	fc.string({ minLength: 1 }),
	fc.string({ minLength: 1, unit: 'binary' }),
	fc.constantFrom(
		...['__proto__', 'constructor', 'null', 'undefined', 'NaN', '{{ $json }}', '=1', '../..'],
		...['‮txt', '\u0000', '\ud800', "' OR 1=1 --", '<script>', 'İ', 'ﬁ', '０', ' '],
	),
	fc.constant('x'.repeat(20_000)),
);
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

/** Texts with the mask of a secret in them. */
const masks = fc.tuple(fc.string(), fc.string()).map(([one, other]) => one + MASK + other);

/** What no field of text takes. */
const noText = fc.oneof(fc.boolean(), objects, lists, masks);

/** Lists with something else than texts in them, and what is no list at all. */
const noTexts = fc.oneof(
	...[fc.boolean(), objects, numbers],
	fc
		.tuple(
			fc.array(fc.string()),
			fc.oneof(numbers, fc.boolean(), objects, fc.constant(null), lists),
		)
		.map(([good, bad]) => [...good, bad]),
);

function noNumber({ typeOptions = {} }: INodeProperties): Bad {
	const { minValue, maxValue } = typeOptions;
	const below = (least: number) =>
		fc.oneof(fc.integer({ min: -1e9, max: least - 1 }), fc.constant(-1e21));
	const above = (most: number) => fc.oneof(fc.integer({ min: most + 1 }), fc.constant(1e21));
	const outside = [
		...(minValue === undefined ? [] : [below(minValue)]),
		...(maxValue === undefined ? [] : [above(maxValue)]),
	];
	const words = oddTexts.filter((text) => !Number.isInteger(Number(text)));
	const parts = fc.double({ noNaN: true }).filter((part) => !Number.isInteger(part));
	const finite = parts.filter(Number.isFinite);
	const asText = fc.oneof(finite, ...outside).map(String);
	return fc.oneof(...outside, words, finite, asText, fc.boolean(), objects, lists);
}

function noChoice({ options = [] }: INodeProperties): Bad {
	const allowed = options.map((option) => ('value' in option ? option.value : undefined));
	const words = fc.oneof(
		oddTexts,
		...allowed.map((value) =>
			fc.constantFrom(`${value} `, `${value}x`, String(value).toUpperCase(), [value]),
		),
	);
	return fc.oneof(words, numbers, fc.boolean(), objects, lists).filter((value) => {
		return value !== '' && !allowed.includes(value as string);
	});
}

const noFlag = fc.oneof(
	oddTexts.filter((text) => !['true', 'false'].includes(text)),
	fc.constantFrom('yes', 'TRUE', '1'),
	...[numbers, objects, lists],
);

const isObject = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const noJson = fc.oneof(
	oddTexts.filter((text) => !isObject(parsed(text))),
	fc
		.jsonValue()
		.map((value) => JSON.stringify(value))
		.filter((text) => !isObject(parsed(text))),
	fc.constantFrom('{', '{"a": 1,}', "{'a': 1}", '{"a": {"__proto__": 1}}', '{"constructor": 1}'),
	...[numbers, fc.boolean(), lists],
);

/** An ID is looked at without what stands around it. */
function noId({ modes = [] }: INodeProperties): Bad {
	const [validation] = modes.find(({ name }) => name === 'id')?.validation ?? [];
	const { regex = '' } = (validation as { properties?: { regex?: string } })?.properties ?? {};
	const pattern = new RegExp(regex);
	const nearly = fc.constantFrom(
		...['6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f1', '6d7b1f4c2f604f2b8f6e0c5f3d9a7f11', '-1', '1.5'],
		...['{6d7b1f4c-2f60-4f2b-8f6e-0c5f3d9a7f11}', '1e3', '0x10', '../1', '1/2', '?', '1 2', '٣'],
	);
	const texts = fc.oneof(oddTexts, nearly).filter((text) => !pattern.test(text.trim()));
	const strange = numbers.filter((number) => !pattern.test(String(number)));
	return fc.oneof(texts, strange, fc.boolean(), objects, lists);
}

const noMoment = fc.oneof(
	oddTexts.filter((text) => !DateTime.fromISO(text.trim()).isValid),
	fc.constantFrom('tomorrow', '2026-13-01', '2026-02-30T00:00:00Z', '25:61', '01/02/2026'),
	...[numbers, fc.boolean(), objects, lists],
);

/**
 * Values that cannot be right for a field, whatever else is given: by the type that the panel gives
 * it, so that nothing right is among them. Undefined where the type says nothing of that.
 */
export function badValuesOf(property: INodeProperties): Bad | undefined {
	const { type, typeOptions = {} } = property;
	switch (type) {
		case 'string':
			if (typeOptions.multipleValues) return noTexts;
			return typeOptions.password ? fc.oneof(noText, numbers) : noText;
		case 'number':
			return noNumber(property);
		case 'options':
			// What is loaded from the vendor may be any text.
			return property.options ? noChoice(property) : noText;
		case 'multiOptions':
			return noTexts;
		case 'boolean':
			return noFlag;
		case 'json':
			return noJson;
		case 'dateTime':
			return noMoment;
		case 'resourceLocator':
			return noId(property);
		default:
			return undefined;
	}
}

/** What counts as nothing given. */
export const nothing: Bad = fc.constantFrom(undefined, null, '');
/** Kinds of bad values, for rules of vendors. */
export const KINDS = { noText, noTexts, noChoice, numbers, objects, lists, oddTexts, masks };
