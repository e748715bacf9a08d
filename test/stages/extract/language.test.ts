import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/stages/extract/language.ts';

describe('The language of a page', () => {
  it.each([
    ['English', 'The server keeps the data in memory and writes it to disk when you stop it or when it is full. '],
    [
      'German',
      'Der Server hält die Daten im Speicher und schreibt sie auf die Platte, wenn er nicht mehr kann oder das Ende von allem ist. ',
    ],
    [
      'French',
      'Le serveur garde les données dans la mémoire et les écrit sur le disque pour que vous ne perdiez pas une seule ligne. ',
    ],
    [
      'Spanish',
      'El servidor guarda los datos en la memoria y los escribe en el disco para que no se pierda una sola línea por error. ',
    ],
    ['Chinese', '服务器将数据保存在内存中，并在停止时写入磁盘。'],
    ['Japanese', 'サーバーはデータをメモリに保持します。'],
    ['Russian', 'Сервер хранит данные в памяти и записывает их на диск.'],
  ])('is %s by what it says, whatever it declares', (name, text) => {
    expect(languageOf(text.repeat(4), 'en')).toBe(name);
    expect(languageOf(text.repeat(4), null)).toBe(name);
  });

  it('is the declared one where the text is too short to tell, English where none is declared', () => {
    expect(languageOf('Version 2.4', 'de-ch')).toBe('German');
    expect(languageOf('Version 2.4', null)).toBe('English');
    expect(languageOf('max_batch 64 min_batch 1 '.repeat(30), 'en')).toBe('English');
  });
});
