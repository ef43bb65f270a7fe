import type {
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { asError, Cancelled, Refused, UncertainOutcome, Unreachable } from './errors';
import { failureOf } from './failure';
import type { Limiter } from './limiter';
import { sharedLimiter } from './limiter';
import { pause } from './pause';
import { backOffMs, LONGEST_WAIT_MS, retryAfterMs, TRIES } from './retry';
import { redact } from './secret';
import type { Secret } from './secret';
import type { Answer, Headers, Vendor } from './vendor';

/** The n8n contexts that can send requests. */
export type Host = IExecuteFunctions | ILoadOptionsFunctions;

/** One request to a vendor. */
export interface Call {
	method: IHttpRequestMethods;
	/** From the API's root, its variable parts encoded: see `path`. */
	path: string;
	query?: Record<string, string | number | boolean | string[]>;
	body?: object;
	/**
	 * Whether it may be sent again when its answer was lost. By default all but POST; a POST that
	 * only asks (a query) may say so.
	 */
	repeatable?: boolean;
}

/** How long one try may take. */
const TRY_TIMEOUT_MS = 30_000;

/** A path of the API with its variable parts encoded. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
	return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

/**
 * Sends requests to one vendor with one credential: authenticated by n8n, paced by the shared
 * limiter, tried again where that cannot do harm, refusals turned into words.
 *
 * The first request of a client goes alone: were the session dead, many at once would each log in.
 */
export class Client {
	private opened: Promise<unknown> | undefined;
	private clockAheadMs = 0;
	private shutOut: Error | undefined;
	private readonly secrets = new Set<Secret>();

	private constructor(
		private readonly host: Host,
		private readonly vendor: Vendor,
		private readonly baseUrl: string,
		private readonly limiter: Limiter,
		/** The ID, at the vendor, of the credential that n8n itself authenticates with. */
		readonly ownId: string | undefined,
	) {}

	/**
	 * A client for the credential that the node in hand has been given.
	 *
	 * @throws InvalidInput when the credential holds no usable address
	 */
	static async open(host: Host, vendor: Vendor): Promise<Client> {
		const credential = await host.getCredentials(vendor.credentialType);
		const baseUrl = vendor.baseUrl(credential);
		const id = host.getNode().credentials?.[vendor.credentialType]?.id ?? '';
		const key = [vendor.credentialType, id, baseUrl].join(' ');
		return new Client(
			host,
			vendor,
			baseUrl,
			sharedLimiter(key, vendor.limits),
			vendor.ownId(credential),
		);
	}

	/** Ends every wait when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.host
			? this.host.getExecutionCancelSignal()
			: undefined;
	}

	/**
	 * A moment of n8n's clock by the vendor's clock, as its last answer's Date header told it: exact
	 * to about a second.
	 */
	vendorTime(moment: number): number {
		return moment + this.clockAheadMs;
	}

	/** From now on this value is masked in whatever the vendor says. */
	keepSecret(secret: Secret): Secret {
		this.secrets.add(secret);
		return secret;
	}

	/** The body of the vendor's answer. Errors: see `send`. */
	async request<Body>(call: Call): Promise<Body> {
		return (await this.send<Body>(call)).body;
	}

	/**
	 * Sends a request, again if need be.
	 *
	 * @throws Refused when the vendor says no
	 * @throws Unreachable when no usable answer came, and nothing was changed or it makes no difference
	 * @throws UncertainOutcome when the answer to a request was lost that must not be repeated
	 * @throws Cancelled when the execution was cancelled
	 */
	async send<Body>(call: Call): Promise<Answer<Body>> {
		if (this.opened) {
			await this.opened;
			return await this.sendPaced(call);
		}
		const first = this.sendPaced<Body>(call);
		this.opened = first.catch(() => undefined);
		return await first;
	}

	private async sendPaced<Body>(call: Call): Promise<Answer<Body>> {
		for (let attempt = 1; ; attempt++) {
			if (this.signal?.aborted) throw new Cancelled();
			if (this.shutOut) throw this.shutOut;
			const tried = await this.limiter.run(async () => await this.try(call), this.signal);
			const verdict = this.judge(call, tried, attempt);
			if ('answer' in verdict) return verdict.answer as Answer<Body>;
			if ('error' in verdict) throw verdict.error;
			await pause(verdict.againInMs, this.signal);
		}
	}

	/** One try: an answer of any status, or what kept it from coming. */
	private async try(call: Call): Promise<Answer | { failure: unknown }> {
		const options: IHttpRequestOptions = {
			method: call.method,
			url: this.baseUrl + call.path,
			qs: call.query,
			arrayFormat: 'repeat',
			body: call.body as IHttpRequestOptions['body'],
			json: true,
			returnFullResponse: true,
			// n8n renews the session when it sees a 401; every other status is ours to judge.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			disableFollowRedirect: true,
			allowedDomains: new URL(this.baseUrl).hostname,
			timeout: TRY_TIMEOUT_MS,
		};
		const sent = this.host.helpers.httpRequestWithAuthentication.call(
			this.host,
			this.vendor.credentialType,
			options,
		);
		return await sent.then(
			(response: { statusCode: number; headers: Headers; body: unknown }) => ({
				status: response.statusCode,
				headers: response.headers,
				body: response.body,
			}),
			(failure: unknown) => ({ failure }),
		);
	}

	private judge(
		call: Call,
		tried: Answer | { failure: unknown },
		attempt: number,
	): { answer: Answer } | { error: Error } | { againInMs: number } {
		const repeatable = call.repeatable ?? call.method !== 'POST';
		const request = `${call.method} ${call.path}`;
		const again = (problem: string, harmless: boolean, status?: number) => {
			if (!harmless && !repeatable) {
				return { error: new UncertainOutcome(`${problem} after ${request} was sent`) };
			}
			if (attempt < TRIES) return { againInMs: backOffMs(attempt) };
			return {
				error: new Unreachable(
					`${problem} (${request}, tried ${attempt} times)`,
					`Check that ${this.vendor.name} is up and can be reached from n8n, then run the node again.`,
					status,
				),
			};
		};

		if (this.signal?.aborted) return { error: new Cancelled() };
		if ('failure' in tried) {
			const failure = failureOf(tried.failure);
			switch (failure.kind) {
				case 'answered':
					return { error: this.shutsOut(this.refusal(failure.answer)) };
				case 'notLoggedIn':
					if (failure.temporary) return again(failure.problem, true);
					return { error: this.shutsOut(new Refused({ message: failure.problem, status: 401 })) };
				case 'notSent':
				case 'answerLost':
					return again(`${this.vendor.name} ${failure.problem}`, failure.kind === 'notSent');
				case 'other':
					return { error: asError(failure.error) };
			}
		}

		const { status, headers, body } = tried;
		if (status === 429) {
			const waitMs = retryAfterMs(headers, attempt);
			if (attempt < TRIES && waitMs <= LONGEST_WAIT_MS) {
				this.limiter.refused(waitMs);
				return { againInMs: 0 };
			}
			return { error: this.refusal(tried) };
		}
		this.limiter.answered(this.vendor.budget(headers));
		const date = Date.parse(headers.date ?? '');
		if (Number.isFinite(date)) this.clockAheadMs = date - Date.now();
		if (status === 404 && call.method === 'DELETE' && attempt > 1) {
			return { answer: { ...tried, body: undefined } };
		}
		if (status === 408 || (status >= 500 && status !== 501)) {
			return again(`${this.vendor.name} answered with HTTP ${status}`, false, status);
		}
		if (status >= 400) return { error: this.refusal(tried) };
		if (status >= 300) {
			return {
				error: new Refused({
					message: `${this.vendor.name} answered with a redirect (HTTP ${status}), which is not followed, since it would carry the credential elsewhere`,
					help: 'Check the address in the credential.',
					status,
				}),
			};
		}
		const missing = body === undefined || body === null || body === '';
		if (missing && call.method === 'DELETE') return { answer: { ...tried, body: undefined } };
		if (typeof body !== 'object' || body === null) {
			return again(`${this.vendor.name} answered with ${wordsFor(body)}`, false, status);
		}
		return { answer: tried };
	}

	/**
	 * No session is to be had with this credential: nobody else need ask. A wrong secret tried for
	 * each of a thousand items might lock the account.
	 */
	private shutsOut(refusal: Refused): Refused {
		if (refusal.status === 401) this.shutOut = refusal;
		return refusal;
	}

	private refusal(answer: Answer): Refused {
		const refusal = this.vendor.explain(answer);
		return new Refused({ ...refusal, message: redact(refusal.message, this.secrets) });
	}
}

/** What an answer that is no JSON object or list looks like. */
function wordsFor(body: unknown): string {
	if (body === undefined || body === null || body === '') return 'nothing';
	if (typeof body === 'string' && /^\s*</.test(body)) return 'a web page';
	return 'something that is not valid JSON';
}
