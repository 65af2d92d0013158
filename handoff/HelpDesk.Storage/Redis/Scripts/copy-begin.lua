-- A backup begins: from now on commits keep what documents were. KEYS: copying, undo, position, collections, restoring. ARGV: the backup's id, how long it lives in ms.
-- Answer: the feed's position, then all collections.
if redis.call('EXISTS', KEYS[5]) == 1 then
  return redis.error_reply('RESTORING a backup is being restored into this desk')
end
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], '', '')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
local answer = redis.call('SMEMBERS', KEYS[4])
table.insert(answer, 1, redis.call('GET', KEYS[3]) or '0')
return answer
