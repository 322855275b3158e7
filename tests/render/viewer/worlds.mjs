// Reads the path of a file with the data of a page a line, and writes for each line all worlds and all moves.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Trace } from "../../../asyncx/render/viewer/data.js";
import { brief } from "../../../asyncx/render/viewer/brief.js";
import { Effects, byTurn, cause, sameTask } from "../../../asyncx/render/viewer/moves.js";
import { Replay } from "../../../asyncx/render/viewer/replay.js";

const item = ({ loop, task, handle }) => [loop, task, handle];

function plain(world) {
  return [
    world.n,
    world.t,
    world.running.map((each) => [each.thread, ...item(each.item)]),
    world.ready.map(item),
    world.timers.map((alarm) => [alarm.handle, alarm.due, alarm.cancelled]),
    world.waiting,
    world.done,
  ];
}

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const trace = new Trace(JSON.parse(line));
  const replay = new Replay(trace);
  const effects = new Effects(trace);
  const positions = Array.from({ length: trace.count + 1 }, (_, at) => at);
  const forwards = positions.map((at) => plain(replay.at(at)));
  const backwards = positions
    .toReversed()
    .map((at) => plain(replay.at(at)))
    .toReversed();
  const jumps = positions.map((at) => plain(new Replay(trace).at((at * 7919) % (trace.count + 1))));
  const same = positions.every(
    (at) =>
      JSON.stringify(forwards[at]) === JSON.stringify(backwards[at]) &&
      JSON.stringify(jumps[at]) === JSON.stringify(forwards[(at * 7919) % (trace.count + 1)]),
  );
  const moves = positions.map((at) => [
    sameTask(trace, at, true),
    sameTask(trace, at, false),
    byTurn(trace, at, true),
    byTurn(trace, at, false),
    cause(trace, at),
    effects.of(at).map((position) => trace.n[position]),
  ]);
  const briefs = positions.slice(1).map((at) => brief(trace, at));
  process.stdout.write(`${JSON.stringify({ worlds: forwards, moves, briefs, same })}\n`);
}
