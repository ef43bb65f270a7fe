import type { Client } from '../../core/client';
import type { Call } from '../../core/vendor';

/** Says on whose behalf a request is sent; the credential takes it out and signs a token for the user. */
export const ON_BEHALF_OF = 'x-on-behalf-of';

/** A request to an app, through Paragon's proxy. */
export interface AppCall extends Omit<Call, 'host'> {
	/** The app's type in Paragon, such as jira or custom.acme. */
	integration: string;
}

/** Paragon as one connected user sees it. */
export class Gateway {
	/** @param userId the connected user; the one of the credential without */
	constructor(
		private readonly client: Client,
		private readonly userId: string | undefined,
	) {}

	get signal(): AbortSignal | undefined {
		return this.client.signal;
	}

	get key(): string {
		return [this.client.key, this.userId ?? ''].join(' ');
	}

	earliest(moment: number): number {
		return this.client.earliest(moment);
	}

	/** Sends a request to Paragon itself. */
	async request<Body>(call: Call): Promise<Body> {
		return await this.client.request<Body>(this.onBehalf(call));
	}

	/**
	 * Sends a request to an app. The answer is the app's own, whether Paragon gives it as it is or
	 * wrapped as `output`: it has been changing from one to the other.
	 */
	async requestApp<Body>({ integration, path, isUsable, ...call }: AppCall): Promise<Body> {
		const body = await this.client.request<unknown>(
			this.onBehalf({
				...call,
				host: 'proxy',
				path: `/sdk/proxy/${integration.split('/').map(encodeURIComponent).join('/')}${path}`,
				isUsable: isUsable && ((answer) => isUsable(unwrapped(answer) as Record<string, unknown>)),
			}),
		);
		return unwrapped(body) as Body;
	}

	private onBehalf(call: Call): Call {
		if (this.userId === undefined) return call;
		return { ...call, headers: { ...call.headers, [ON_BEHALF_OF]: this.userId } };
	}
}

/** What is in the envelope, if it is one: an object with nothing but `output`. */
function unwrapped(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	const members = Object.entries(body);
	return members.length === 1 && members[0]?.[0] === 'output' ? members[0][1] : body;
}
