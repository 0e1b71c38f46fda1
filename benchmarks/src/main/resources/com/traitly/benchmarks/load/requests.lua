-- wrk sends what a file holds, one a line, in turn; arguments: method, file, API key. The lines are
-- the bodies of POSTs, or the paths of GETs. At the end it prints one line of JSON for the harness.
local requests = {}
local at = 0
local thread_number = 0

function setup(thread)
  thread:set("thread_number", thread_number)
  thread_number = thread_number + 1
end

function init(args)
  wrk.method = args[1]
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Token " .. args[3]
  for line in io.lines(args[2]) do
    if wrk.method == "POST" then
      requests[#requests + 1] = wrk.format(nil, nil, nil, line)
    else
      requests[#requests + 1] = wrk.format(nil, line)
    end
  end
  -- Threads start far apart, so that they do not ask about the same customers at once.
  at = thread_number * 997
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"micros":%d,"errors":%d,"p50_micros":%d,"p99_micros":%d}',
    summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
