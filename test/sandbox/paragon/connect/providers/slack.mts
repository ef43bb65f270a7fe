import { json, type Provider } from './provider.mts';

/** Channels of the workspace. */
export const CHANNELS = [
	{ id: 'C0000000001', name: 'general' },
	{ id: 'C0000000002', name: 'incidents' },
	{ id: 'C0000000003', name: 'releases' },
];

/** The little of Slack's Web API that shows that any integration works: it answers errors with 200. */
export const slackProvider: Provider = async (world, { providerId }, { method, path, body }) => {
	const { pathname, searchParams } = new URL(path, 'https://slack.com/api/');
	const call = pathname.replace(/^\/(api\/)?/, '');
	const given = {
		...Object.fromEntries(searchParams),
		...((body === undefined ? {} : JSON.parse(body)) as Record<string, unknown>),
	};
	if (call === 'auth.test') return json(200, { ok: true, team: 'Sandbox', user_id: providerId });
	if (call === 'conversations.list') {
		const start = Number(given.cursor ?? 0);
		const end = start + Number(given.limit ?? 100);
		const next_cursor = end < CHANNELS.length ? String(end) : '';
		return json(200, {
			ok: true,
			channels: CHANNELS.slice(start, end),
			response_metadata: { next_cursor },
		});
	}
	if (call === 'chat.postMessage' && method === 'POST') {
		const channel = CHANNELS.find(({ id, name }) =>
			[id, name, `#${name}`].includes(String(given.channel)),
		);
		if (!channel) return json(200, { ok: false, error: 'channel_not_found' });
		if (!given.text) return json(200, { ok: false, error: 'no_text' });
		const ts = `${Math.floor(Date.now() / 1000)}.${String(world.state.slackMessages.length).padStart(6, '0')}`;
		const message = { type: 'message', user: providerId, text: given.text, ts };
		const posted = { ...message, channel: channel.id };
		world.state.slackMessages.push(posted);
		world.onSlackMessage(posted);
		return json(200, { ok: true, channel: channel.id, ts, message });
	}
	return json(200, { ok: false, error: 'unknown_method' });
};
