/** What values a field takes. */
export interface FieldRule {
	type: keyof typeof CHECKS | 'choice';
	/** Values of a choice. */
	values?: readonly string[];
}

type Read = { value: unknown } | { problem: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const arrayOf = (value: unknown, test: (item: unknown) => boolean): boolean =>
	Array.isArray(value) && value.every(test);

function isUrl(value: unknown): boolean {
	return isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isJsonObject(value: unknown): boolean {
	if (!isText(value)) return false;
	try {
		return isObject(JSON.parse(value));
	} catch {
		return false;
	}
}

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Whether a value is what its type says, and how a person is told that it isn't. */
const CHECKS = {
	text: [isText, 'must be a string'],
	url: [isUrl, 'must be a valid URL'],
	flag: [(value: unknown) => typeof value === 'boolean', 'must be true or false'],
	integer: [Number.isSafeInteger, 'must be a whole number'],
	integers: [
		(value: unknown) => arrayOf(value, Number.isSafeInteger),
		'must be a list of whole numbers',
	],
	texts: [
		(value: unknown) => arrayOf(value, (item) => isText(item) && item !== ''),
		'must be a list of strings',
	],
	object: [isObject, 'must be an object'],
	objectOrJson: [
		(value: unknown) => isObject(value) || isJsonObject(value),
		'must be an object or the JSON text of one',
	],
	time: [
		(value: unknown) =>
			isText(value) && ISO_8601.test(value) && !Number.isNaN(new Date(value).getTime()),
		'must be an ISO 8601 time',
	],
	/** Requests of a multi-request credential: exactly two. */
	requests: [
		(value: unknown) =>
			Array.isArray(value) &&
			value.length === 2 &&
			value.every((item) => isObject(item) && isObject(item.options)),
		'must be exactly two requests, each with options',
	],
} as const satisfies Record<string, readonly [(value: unknown) => boolean, string]>;

/**
 * Reads one value by its rule.
 * @param numericStrings whether `"12"` is taken as 12
 */
export function readField(rule: FieldRule, raw: unknown, numericStrings: boolean): Read {
	if (rule.type === 'choice') {
		return rule.values?.includes(raw as string)
			? { value: raw }
			: { problem: `must be one of ${rule.values?.join(', ')}` };
	}
	const isNumber = rule.type === 'integer' && numericStrings && isText(raw) && /^\d+$/.test(raw);
	const value = isNumber ? Number(raw) : raw;
	const [test, problem] = CHECKS[rule.type];
	if (!test(value)) return { problem };
	return { value: rule.type === 'time' ? new Date(value as string).toISOString() : value };
}
