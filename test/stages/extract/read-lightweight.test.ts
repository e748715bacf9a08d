import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/stages/extract/read-page.ts';

const read = (source: string, file: string, contentType = 'text/plain') =>
  readPage({
    url: `https://raw.harbour.example/docs/${file}`,
    contentType,
    charset: 'utf-8',
    body: new TextEncoder().encode(source),
  });

const asciidoc = `= Moorings
:product: Harbour
// a remark for writers
include::partials/other.adoc[]

[[limits]]
== Limits of {product}

A mooring of *{product}* holds \`berths.max\` vessels,
see xref:tides.adoc[the tides] and https://harbour.example/x[the map^].

[WARNING]
====
Loosening a mooring drops its queue.

* Say so first
====

NOTE: Tides differ.

.Settings
[cols="1,1",options="header"]
|===
|Setting |Default

|berths.max
|40

|tide.wait |6 h
|===

* First
** Inner
* Second
+
Goes on.

//-

. One
. Two

Hoist:: To raise a flag.
Slack::
  The still hour.

[source,yaml]
----
lamp: on # <1>
# not a heading
----

////
hidden
////
`;

const rst = `========
Moorings
========

.. a remark for writers
.. _limits:

Limits
======

A mooring of **Harbour** holds \`\`berths.max\`\` vessels,
see :doc:\`the tides <tides>\` and \`the map <https://harbour.example/x>\`_ [1]_.

.. warning::

   Loosening a mooring drops its queue.

   - Say so first

.. versionadded:: 2.1 Two lamps.

Inner title
-----------

==========  =======
Setting     Default
==========  =======
berths.max  40
tide.wait   6 h
==========  =======

+-------+--------+
| Month | Height |
+=======+========+
| May   | 4.8 m  |
+-------+--------+

.. list-table:: Lamps
   :header-rows: 1

   * - Oil
     - Nights
   * - Clear
     - 14

- First

  - Inner

- Second
  goes on

1. One
2. Two

Hoist
    To raise a flag.

:Keeper: Only one.

Write this::

    lamp: on
      oil: 3

.. code-block:: yaml
   :linenos:

   lamp: off

.. image:: x.png
   :alt: secret

.. [1] Counted at low tide.
`;

describe('The text of an AsciiDoc source', () => {
  const page = read(asciidoc, 'moorings.adoc');

  it('is what a reader of the rendered page sees', () => {
    expect(page.text).toBe(
      'Moorings\n\nLimits of Harbour\n\nA mooring of Harbour holds berths.max vessels, see the tides and the map.\n\nWarning\n\nLoosening a mooring drops its queue.\n\n' +
        '- Say so first\n\nNote\n\nTides differ.\n\nSettings\n\nSetting: berths.max | Default: 40\nSetting: tide.wait | Default: 6 h\n\n- First\n  - Inner\n- Second\n  Goes on.\n\n' +
        '1. One\n2. Two\n\n- Hoist: To raise a flag.\n- Slack: The still hour.\n\nlamp: on #\n# not a heading',
    );
    expect(page.title).toBe('Moorings');
    expect(page.links).toContain('https://harbour.example/x');
  });

  it('is known by type or ending', () => {
    expect(read('= Head\n\nText.', 'head', 'text/asciidoc').title).toBe('Head');
  });
});

describe('The text of a reStructuredText source', () => {
  const page = read(rst, 'moorings.rst');

  it('is what a reader of the rendered page sees', () => {
    expect(page.text).toBe(
      'Moorings\n\nLimits\n\nA mooring of Harbour holds berths.max vessels, see the tides and the map.\n\nWarning\n\nLoosening a mooring drops its queue.\n\n' +
        '- Say so first\n\nNew in version 2.1 Two lamps.\n\nInner title\n\nSetting: berths.max | Default: 40\nSetting: tide.wait | Default: 6 h\n\nMonth: May | Height: 4.8 m\n\n' +
        'Lamps\n\nOil: Clear | Nights: 14\n\n- First\n  - Inner\n- Second goes on\n\n1. One\n2. Two\n\n- Hoist: To raise a flag.\n\n- Keeper: Only one.\n\n' +
        'Write this:\n\nlamp: on\n  oil: 3\n\nlamp: off\n\nCounted at low tide.',
    );
    expect(page.blocks.filter(({ kind }) => kind === 'heading').map(({ level }) => level)).toEqual([1, 2, 3]);
  });

  it('is known by type or ending', () => {
    expect(read('Head\n====\n\nText.', 'head', 'text/x-rst').title).toBe('Head');
  });
});

describe('Sources made to be slow', () => {
  it.each([
    ['= '.repeat(20_000), 'adoc'],
    ['* a\n'.repeat(20_000), 'adoc'],
    ['|===\n'.repeat(20_000), 'adoc'],
    ['a::\n'.repeat(20_000), 'adoc'],
    ['====\n[NOTE]\n'.repeat(15_000), 'adoc'],
    ['`'.repeat(20_000), 'adoc'],
    [' '.repeat(60_000), 'rst'],
    ['- a\n'.repeat(60_000), 'rst'],
    ['.. note::\n'.repeat(15_000), 'rst'],
    ['a\n  b\n'.repeat(15_000), 'rst'],
    ['`a <'.repeat(60_000), 'rst'],
    [Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'), 'rst'],
  ])('cost little more than their length (%#)', (source, ending) => {
    const before = process.cpuUsage();
    read(source, `x.${ending}`);
    const { user, system } = process.cpuUsage(before);
    // Processor time: far above what it takes, far below what a quadratic reading would.
    expect((user + system) / 1000).toBeLessThan(3000);
  });
});
