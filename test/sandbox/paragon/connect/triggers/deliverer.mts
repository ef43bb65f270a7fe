import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLocal } from '../../../jira/webhooks.mts';
import type { World } from '../../world.mts';
import type { Delivery, Subscription } from '../records.mts';

/** What makes a delivery another than the usual one. */
export interface DeliveryOptions {
	origin?: Delivery['origin'];
	/** Members of the body that are other than they would be. */
	changes?: Record<string, unknown>;
	/** How it is signed: rightly, with another secret, with nonsense, or not at all. */
	signature?: 'right' | 'otherSecret' | 'garbage' | 'missing';
	/** Bytes that the body is made longer by. */
	padding?: number;
	/** Milliseconds to wait first, as a poll does. */
	delayMs?: number;
}

/** Signs a body as the vendor does: HMAC-SHA256 with the project's signing secret. */
export function sign(body: string, secret: string, encoding: 'hex' | 'base64'): string {
	return `v1=${createHmac('sha256', secret).update(body).digest(encoding)}`;
}

/** Brings events to their receivers, again and again while they don't take them. */
export class Deliverer {
	#world: World;
	#stop = new AbortController();

	constructor(world: World) {
		this.#world = world;
	}

	/** Ends all that is under way. */
	stop(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
	}

	/**
	 * Sends an event of a subscription.
	 * @returns its record, which goes on changing
	 */
	deliver(subscription: Subscription, payload: unknown, options: DeliveryOptions = {}): Delivery {
		const { state } = this.#world;
		const now = new Date().toISOString();
		subscription.dateLastReceivedEvent = now;
		const { webhookOverride } = subscription;
		const event = {
			eventId: randomUUID(),
			userId: subscription.userId,
			integration: subscription.integration,
			triggerType: subscription.type,
			triggerSubscriptionId: subscription.id,
			credentialId: subscription.credentialId,
			projectId: subscription.projectId,
			dateReceived: now,
			payload,
			...(webhookOverride?.metadata !== undefined && {
				triggerSubscriptionMetadata: webhookOverride.metadata,
			}),
			...options.changes,
			...(options.padding !== undefined && { padding: 'x'.repeat(options.padding) }),
		};
		const indent = this.#world.behaviour.deliveryJson === 'indented' ? '  ' : undefined;
		const settings = state.webhookSettings.get(subscription.projectId);
		const body = JSON.stringify(event, null, indent);
		return this.#send(
			subscription,
			{
				eventId: event.eventId,
				subscriptionId: subscription.id,
				url: webhookOverride?.url ?? settings?.url ?? '',
				headers: {
					...webhookOverride?.headers,
					'content-type': 'application/json',
					...this.#signature(body, settings?.signingSecret ?? '', options.signature),
				},
				body,
				attempts: [],
				state: 'pending',
				origin: options.origin ?? 'event',
			},
			options.delayMs,
		);
	}

	/** Sends what was sent before once more, to the byte. */
	redeliver(subscription: Subscription, { attempts: _, ...earlier }: Delivery): Delivery {
		return this.#send(subscription, {
			...earlier,
			attempts: [],
			state: 'pending',
			origin: 'redelivered',
		});
	}

	#signature(
		body: string,
		secret: string,
		kind: DeliveryOptions['signature'] = 'right',
	): Record<string, string> {
		if (kind === 'missing') return {};
		const { signatureEncoding } = this.#world.behaviour;
		const used = kind === 'otherSecret' ? `other ${secret}` : secret;
		const value = kind === 'garbage' ? 'v1=00' : sign(body, used, signatureEncoding);
		return { 'x-paragon-signature': value };
	}

	#send(subscription: Subscription, delivery: Delivery, delayMs = 0): Delivery {
		this.#world.state.deliveries.push(delivery);
		const { signal } = this.#stop;
		// Nothing waits for it; it ends with the sandbox.
		this.#attempts(subscription, delivery, delayMs, signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
		return delivery;
	}

	async #attempts(
		subscription: Subscription,
		delivery: Delivery,
		delayMs: number,
		signal: AbortSignal,
	): Promise<void> {
		if (delayMs > 0) await sleep(delayMs, undefined, { signal });
		const { behaviour } = this.#world;
		const retries = delivery.origin === 'event' ? behaviour.deliveryRetries : 0;
		let wait = behaviour.deliveryWaitMs;
		for (let attempt = 0; attempt <= retries; attempt += 1) {
			if (attempt > 0) {
				await sleep(wait, undefined, { signal });
				wait *= behaviour.deliveryGrowth;
			}
			if (await this.#attempt(delivery, signal)) {
				delivery.state = 'delivered';
				subscription.failures = 0;
				return;
			}
		}
		delivery.state = 'givenUp';
		if (delivery.origin === 'event') this.#giveUp(subscription, delivery);
	}

	async #attempt(delivery: Delivery, signal: AbortSignal): Promise<boolean> {
		const at = new Date().toISOString();
		const { url, headers, body } = delivery;
		if (!URL.canParse(url) || !isLocal(url)) {
			delivery.attempts.push({ at, error: `Not called: '${url}' is not on this machine.` });
			return false;
		}
		try {
			const timeout = AbortSignal.timeout(this.#world.behaviour.deliveryTimeoutMs);
			const answer = await fetch(url, {
				method: 'POST',
				headers,
				body,
				redirect: 'manual',
				signal: AbortSignal.any([signal, timeout]),
			});
			await answer.body?.cancel();
			delivery.attempts.push({ at, status: answer.status });
			return answer.ok;
		} catch (error) {
			signal.throwIfAborted();
			delivery.attempts.push({ at, error: String(error) });
			return false;
		}
	}

	#giveUp(subscription: Subscription, { attempts }: Delivery): void {
		subscription.failures += 1;
		if (subscription.failures < this.#world.behaviour.erroredAfter) return;
		const { status, error } = attempts.at(-1) ?? {};
		subscription.status = 'ERRORED';
		subscription.error = `Webhook delivery failed repeatedly: ${status ?? error}`;
	}
}
