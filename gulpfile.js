const { dest, src } = require('gulp');

/** What the TypeScript compiler does not carry into dist: icons, and the codex file of each node. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

exports.default = assets;
exports.assets = assets;
