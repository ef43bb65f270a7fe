import { createHmac } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	NodeHint,
} from 'n8n-workflow';

import { Endings } from './endings';
import { asError, Cancelled } from './errors';
import type { Refusal } from './errors';
import { Faults } from './faults';
import { Run } from './limiter';
import type { Limiter, Place } from './limiter';
import { sharedLimiter } from './limiters';
import { orCanceled } from './orCanceled';
import { pause } from './pause';
import { askedMs, backOffMs, LONGEST_WAIT_MS, REFUSALS } from './retry';
import { reveal, Secret } from './secret';
import type { Id } from './store';
import type { Answer, Call, Headers, Vendor } from './vendor';
import { verdictOf } from './verdict';
import type { Tried } from './verdict';

/** The n8n contexts that can send requests. */
export type Host = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

/** How long one try may take. */
const TRY_TIMEOUT_MS = 30_000;

/** Slack when a moment of n8n's clock is compared with one of the vendor's. */
const CLOCK_SLACK_MS = 2000;

/** A path of the API with its variable parts encoded. */
export function path(parts: TemplateStringsArray, ...values: Id[]): string {
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
	private shutOut: Refusal | undefined;
	private readonly secrets = new Map<string, Secret>();
	private readonly endings: Endings;

	private constructor(
		private readonly host: Host,
		private readonly vendor: Vendor,
		private readonly credential: ICredentialDataDecryptedObject,
		/** Where the API is, without a slash at the end. */
		readonly baseUrl: string,
		/** This client among those that share a limiter, and how often it had to wait. */
		private readonly run: Run,
		/** Tells apart whom requests are sent to, and as whom. */
		readonly key: string,
		/** Who n8n itself is at the vendor: the ID of its client, the name of its user. */
		readonly ownId: string | undefined,
	) {
		this.endings = new Endings(vendor.name, this.secrets);
	}

	/**
	 * A client for the credential that the node in hand has been given.
	 *
	 * @param concurrency how many requests it may have under way
	 * @throws InvalidInput when the credential holds no usable address
	 */
	static async open(
		host: Host,
		vendor: Vendor,
		concurrency = vendor.limits.concurrency,
	): Promise<Client> {
		const credential = await host.getCredentials(vendor.credentialType);
		const baseUrl = vendor.baseUrl(credential);
		const id = host.getNode().credentials?.[vendor.credentialType]?.id ?? '';
		const key = [vendor.credentialType, id, baseUrl].join(' ');
		const client = new Client(
			host,
			vendor,
			credential,
			baseUrl,
			new Run(concurrency),
			key,
			vendor.ownId?.(credential),
		);
		for (const secret of vendor.secrets(credential)) client.keepSecret(new Secret(secret));
		return client;
	}

	/** Ends every wait when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return 'getExecutionCancelSignal' in this.host
			? this.host.getExecutionCancelSignal()
			: undefined;
	}

	/**
	 * The earliest moment, by the vendor's clock, that something made at this moment of n8n's clock may
	 * bear. The vendor's last answer told its clock, to a second; some give whole seconds only.
	 */
	earliest(moment: number): number {
		return this.vendorTime(moment) - CLOCK_SLACK_MS;
	}

	/** A moment of n8n's clock by the vendor's, as far as its answers have told it; in milliseconds. */
	vendorTime(moment: number): number {
		return moment + this.clockAheadMs;
	}

	/**
	 * A text that tells nothing of another but whether it is the same, and that only to whoever has the
	 * secrets of the credential that n8n uses.
	 */
	fingerprint(text: string): string {
		const key = this.vendor.secrets(this.credential).join('\n');
		return createHmac('sha256', key).update(text).digest('base64url');
	}

	/** How often there was waiting so far, and why, in words; undefined when there was hardly any. */
	waitsHint(): NodeHint | undefined {
		return this.run.waits.hint(this.vendor.name, this.vendor.limits.perMinute);
	}

	/** From now on this value is masked in whatever the vendor says. */
	keepSecret(secret: Secret): Secret {
		// The same may come many times.
		this.secrets.set(reveal(secret), secret);
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
		const repeatable = call.repeatable ?? call.method !== 'POST';
		const request = `${call.method} ${call.path}`;
		let refusals = 0;
		const faults = new Faults(call);
		for (;;) {
			if (this.signal?.aborted) throw new Cancelled();
			if (this.shutOut) throw this.endings.refused(this.shutOut, faults);
			const limiter = this.limiterOf(call);
			const tried = await limiter.run(
				this.run,
				async (place) => {
					const tried = await this.try(call);
					if (!('thrown' in tried)) this.learnFrom(tried, limiter, place);
					return tried;
				},
				this.signal,
				refusals + faults.count > 0,
			);
			if (this.signal?.aborted) throw new Cancelled();
			const verdict = verdictOf(this.vendor, call, tried);
			switch (verdict.kind) {
				case 'done':
					return verdict.answer as Answer<Body>;
				case 'thrown':
					throw faults.mayBeDone
						? this.endings.leftOpen(verdict.thrown, faults)
						: asError(verdict.thrown);
				case 'shutOut':
					// A wrong secret tried for each of a thousand items might lock the account.
					this.shutOut = verdict.refusal;
					throw this.endings.refused(verdict.refusal, faults);
				case 'refused':
					// An earlier try of the same deletion may have done it.
					if (call.method === 'DELETE' && verdict.refusal.status === 404 && faults.mayBeDone) {
						return { status: 404, headers: {}, body: undefined as Body };
					}
					throw this.endings.refused(verdict.refusal, faults);
				case 'tooMany':
					if (++refusals >= REFUSALS || isTooLong(askedMs(verdict.answer.headers))) {
						throw this.endings.refused(this.vendor.explain(verdict.answer), faults);
					}
					break;
				case 'fault':
					if (verdict.sent && !repeatable) {
						throw this.endings.uncertain(verdict, request);
					}
					faults.add(verdict);
					if (faults.areTooMany) {
						// What is no login of the vendor all the time is none for the other items either.
						this.shutOut ??= faults.shutOut;
						if (this.shutOut) throw this.endings.refused(this.shutOut, faults);
						throw this.endings.unreachable(verdict, request, faults.mayBeDone);
					}
					await pause(Math.max(backOffMs(faults.count), verdict.waitMs ?? 0), this.signal);
					this.run.waits.again(verdict.label);
			}
		}
	}

	private baseUrlOf({ host }: Call): string {
		return host === undefined ? this.baseUrl : this.vendor.baseUrl(this.credential, host);
	}

	/** Each host has limits of its own. */
	private limiterOf(call: Call): Limiter {
		return sharedLimiter(`${this.key} ${this.baseUrlOf(call)}`, this.vendor.limits);
	}

	/** One try: an answer of any status, or what kept it from coming. */
	private async try(call: Call): Promise<Tried> {
		const baseUrl = this.baseUrlOf(call);
		const options: IHttpRequestOptions = {
			method: call.method,
			url: baseUrl + call.path,
			qs: call.query,
			headers: call.headers,
			arrayFormat: 'repeat',
			body: call.body as IHttpRequestOptions['body'],
			json: true,
			returnFullResponse: true,
			// n8n renews a session when it sees a 401; every other status is ours to judge.
			ignoreHttpStatusErrors: this.vendor.hasSessions ? { ignore: true, except: [401] } : true,
			disableFollowRedirect: true,
			allowedDomains: new URL(baseUrl).hostname,
			timeout: TRY_TIMEOUT_MS,
		};
		const sent = this.host.helpers.httpRequestWithAuthentication.call(
			this.host,
			this.vendor.credentialType,
			options,
		);
		// n8n ends a request when the execution is cancelled, but not the login that comes before it.
		return await orCanceled(sent, this.signal).then(
			(response: { statusCode: number; headers: Headers; body: unknown }) => ({
				status: response.statusCode,
				headers: response.headers,
				body: response.body,
			}),
			(thrown: unknown) => ({ thrown }),
		);
	}

	private learnFrom({ status, headers }: Answer, limiter: Limiter, place: Place): void {
		const budget = this.vendor.budget(headers);
		if (status === 429) {
			const waitMs = askedMs(headers) ?? budget?.resetMs;
			if (!isTooLong(waitMs)) limiter.refused(place, waitMs);
		} else if (status < 500) {
			limiter.answered(place, budget);
		}
		const date = Date.parse(headers.date ?? '');
		if (Number.isFinite(date)) this.clockAheadMs = date - Date.now();
	}
}

const isTooLong = (waitMs = 0) => waitMs > LONGEST_WAIT_MS;
