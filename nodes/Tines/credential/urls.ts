/**
 * What is wrong with a URL that Tines is to call, if anything. It may hold references to Tines'
 * resources, such as `<<RESOURCE.host>>`, which are not ours to check.
 */
export function urlProblem(url: string): string | undefined {
	if (url.includes('<<')) return undefined;
	const web = /^https?:\/\/[^/\s]+/i.test(url) && !/\s/.test(url) && URL.canParse(url);
	return web ? undefined : 'is not a URL that begins with https:// or http://';
}

const LABEL = '[\\p{L}\\p{N}*_]([\\p{L}\\p{M}\\p{N}*_-]*[\\p{L}\\p{M}\\p{N}*_])?';
const HOST = new RegExp(`^${LABEL}(\\.${LABEL})*(:\\d{1,5})?$`, 'iu');

/** What is wrong with a domain that a credential is bound to, if anything. */
export function domainProblem(domain: string): string | undefined {
	if (domain.includes('<<')) return undefined;
	if (HOST.test(domain) || /^\[[0-9a-f:]+\]$/i.test(domain)) return undefined;
	return 'is not a domain such as api.example.com or *.example.com: no https://, no path';
}
