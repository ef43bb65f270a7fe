import type { IDataObject } from 'n8n-workflow';

/** Deeper than this no vendor nests what it says. */
const DEEPEST = 8;

/**
 * What a vendor gives as its reason in the body of a refusal, in whichever usual shape: plain text; a
 * text, a list, or texts by field as `message`, `error`, `errors` or `errorMessages`; each of
 * these with `details`; or a list of {constraints, children}, as NestJS gives it. Nothing of a web page.
 */
export function reasonIn(body: unknown): string {
	const texts = textsIn(body, 0).filter((text) => !/^<[!?a-z]/i.test(text));
	return [...new Set(texts)].join('; ');
}

function textsIn(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	const inner = (part: unknown) => textsIn(part, depth + 1);
	if (Array.isArray(value)) return value.flatMap(inner);
	const { message, details, error, errors, errorMessages, constraints, children, meta } =
		value as IDataObject;
	if (constraints !== undefined || children !== undefined) {
		return [...Object.values(constraints ?? {}).flatMap(inner), ...inner(children)];
	}
	const title = [...inner(message), ...inner(details)];
	const parts =
		typeof message === 'string' ? [[...new Set(title)].join(': ')].filter(Boolean) : title;
	const said = [
		...parts,
		...inner(errorMessages),
		...inner(errors),
		...inner(error),
		...errorsIn(meta, depth),
	];
	if (said.length > 0 || depth === 0) return said;
	return Object.entries(value).flatMap(([field, part]) =>
		inner(part).map((text) => `${field} ${text}`),
	);
}

/** Errors beside a message, in its context. */
function errorsIn(meta: unknown, depth: number): string[] {
	if (typeof meta !== 'object' || meta === null) return [];
	return textsIn((meta as IDataObject).errors, depth + 1);
}
