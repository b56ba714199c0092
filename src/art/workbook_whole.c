#include "workbook_parts.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <minizip/unzip.h>

#define CHUNK 16384

/* Whether the part that is open reads to its end and is one XML document. */
static gboolean part_is_whole(unzFile file) {
  char chunk[CHUNK];
  int read, fault = unzOpenCurrentFile(file) != UNZ_OK;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
  xmlCtxtUseOptions(parser, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
  while (!fault && (read = unzReadCurrentFile(file, chunk, CHUNK)) != 0)
    fault = read < 0 || xmlParseChunk(parser, chunk, read, 0) != 0;
  fault = fault || xmlParseChunk(parser, chunk, 0, 1) != 0 || !parser->wellFormed;
  fault = unzCloseCurrentFile(file) != UNZ_OK || fault;
  xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
  return !fault;
}

gboolean khoa_workbook_whole(const char *path, GError **error) {
  unzFile file = unzOpen64(path);
  int step = file ? unzGoToFirstFile(file) : UNZ_ERRNO;
  while (step == UNZ_OK && part_is_whole(file))
    step = unzGoToNextFile(file);
  if (file)
    unzClose(file);
  if (step == UNZ_END_OF_LIST_OF_FILE)
    return TRUE;
  g_set_error(error, KHOA_WORKBOOK_ERROR, 0,
              _("the workbook came out incomplete: no room in /dev/shm and %s?"), g_get_tmp_dir());
  return FALSE;
}
