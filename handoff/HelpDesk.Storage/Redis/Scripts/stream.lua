-- Events of one stream. KEYS: stream. ARGV: key prefix, first and last index. Answer: position, event, position, event, ...
local CHUNK = 1024
local answer = {}
for i, position in ipairs(redis.call('LRANGE', KEYS[1], ARGV[2], ARGV[3])) do
  local before = tonumber(position) - 1
  answer[2 * i - 1] = position
  answer[2 * i] = redis.call('LINDEX', ARGV[1] .. 'events:' .. math.floor(before / CHUNK), before % CHUNK)
end
return answer
