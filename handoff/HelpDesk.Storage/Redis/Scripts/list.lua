-- Living documents of a collection in the order of their ids' bytes. KEYS: ids, documents. ARGV: where to begin (as ZRANGEBYLEX has it), how many ids, now.
-- Answer: how many ids were looked at, the last of them, then id, record, id, record, ...
local ids = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], '+', 'LIMIT', 0, ARGV[2])
if #ids == 0 then return { 0, '' } end
local records = redis.call('HMGET', KEYS[2], unpack(ids))
local high, low = struct.unpack('>I4I4', ARGV[3])
local answer = { #ids, ids[#ids] }
for i, id in ipairs(ids) do
  local record_high, record_low = struct.unpack('>I4I4', records[i], 9)
  if record_high > high or (record_high == high and record_low > low) then
    answer[#answer + 1] = id
    answer[#answer + 1] = records[i]
  end
end
return answer
