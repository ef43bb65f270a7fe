import type { Page, Request } from 'playwright-core';

const RUN = /^POST \/rest\/workflows\/[^/]+\/run$/;

/** The calls of n8n's REST API that a page makes, without what they say. */
export class Calls {
	/** How many runs the page has asked for; one that n8n has refused does not count. */
	runs = 0;
	/** How many calls that change something have no answer yet. */
	pending = 0;
	private readonly lines: string[] = [];

	constructor(page: Page) {
		page.on('request', (request) => {
			if (changes(request)) this.pending++;
		});
		page.on('requestfailed', (request) => {
			if (changes(request)) this.pending--;
			this.note(request, request.failure()?.errorText ?? 'failed');
		});
		page.on('requestfinished', (request) => {
			void request.response().then(
				(response) => {
					if (changes(request)) this.pending--;
					if (response?.ok() && RUN.test(nameOf(request))) this.runs++;
					this.note(request, String(response?.status()));
				},
				() => undefined,
			);
		});
	}

	/** The newest ones, with the status of their answers. */
	last(count: number): string[] {
		return this.lines.slice(-count);
	}

	private note(request: Request, outcome: string): void {
		const name = nameOf(request);
		if (name.includes(' /rest/')) this.lines.push(`${name} ${outcome}`);
	}
}

const changes = (request: Request): boolean =>
	request.method() !== 'GET' && nameOf(request).includes(' /rest/workflows/');

const nameOf = (request: Request): string =>
	`${request.method()} ${new URL(request.url()).pathname}`;
