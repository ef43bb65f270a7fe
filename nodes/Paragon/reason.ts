import type { IDataObject } from 'n8n-workflow';

/**
 * What Paragon gives as its reason. `message` is a text, or for refused values a list of
 * {constraints, children}; some services answer with plain text.
 */
export function reasonIn(body: unknown): string {
	const texts = typeof body === 'string' ? [body] : textsIn((body as IDataObject | null)?.message);
	const reason = [...new Set(texts)].join('; ').trim();
	return reason.startsWith('<') ? '' : reason;
}

function textsIn(message: unknown): string[] {
	if (typeof message === 'string') return [message];
	if (Array.isArray(message)) return message.flatMap(textsIn);
	if (typeof message !== 'object' || message === null) return [];
	const { constraints, children } = message as IDataObject;
	return [
		...Object.values(constraints ?? {}),
		...(Array.isArray(children) ? children : []),
	].flatMap(textsIn);
}

/** Paragon's own code for an error, such as 13200. */
export function codeIn(body: unknown): string | undefined {
	const code = (body as IDataObject | null | undefined)?.code;
	return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}
