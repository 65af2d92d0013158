let context: AudioContext | null = null;

/** Two soft tones, made here: nothing is loaded. A browser that has not been touched yet stays silent. */
export function chime() {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const at = context.currentTime;
    [660, 880].forEach((frequency, index) => tone(context!, frequency, at + index * 0.16));
  } catch {
    // No sound device: the title and the card say it too.
  }
}

function tone(audio: AudioContext, frequency: number, at: number) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.12, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.32);
}
