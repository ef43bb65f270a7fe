import { useSandbox } from '../../../support/sandbox.mts';
import { hostsOf, Receiver, type Host } from './connect.mts';

/** A sandbox for the tests of a file with a receiver of events, quick where the vendor is slow. */
export function useTriggers() {
	const sandbox = useSandbox();
	let receiver: Receiver | undefined;
	beforeEach(async () => {
		receiver = await new Receiver().listen();
		behave({ pollMs: 5, deliveryWaitMs: 2 });
	});
	afterEach(async () => {
		await receiver?.close();
	});

	const behave = (changes: Record<string, unknown>) =>
		sandbox.current.control.setBehaviour('paragon', changes);
	const as = (userId?: string) => hostsOf(sandbox.current, userId);
	return {
		get sandbox() {
			return sandbox.current;
		},
		get receiver() {
			return receiver!;
		},
		get state() {
			return sandbox.current.control.state('paragon');
		},
		as,
		behave,
		/** Makes something happen in Jira. */
		happen: (event: string, of = 'ED-1') =>
			sandbox.current.control.seed('jira', { events: [{ event, of }] }),
		/** Subscribes to a trigger of Jira, to be told at the receiver. */
		subscribe: async (
			type: string,
			more: Record<string, unknown> = {},
			host: Host = as().actionkit,
		) =>
			await host('POST', '/trigger-subscriptions', {
				integration: 'jira',
				type,
				parameters: {},
				webhookOverride: { url: receiver!.url },
				...more,
			}),
	};
}
