#ifndef REID_COPENVINO_H
#define REID_COPENVINO_H

/*
 * Our own declarations of the part of OpenVINO's C interface that we call.
 *
 * Why not the vendor's headers: the library is opened with dlopen, so that it is optional, nothing is linked, and a build
 * needs no OpenVINO at all. Why functions of our own beside the declarations: settings are variable arguments, which Swift
 * cannot pass, and forty symbols are found by one loop over a table.
 *
 * Tensors are only ever the ones that the library made for an inference request, which have the type and the shape that the
 * graph wants; so we need none of its element types, whose numbers differ between versions.
 */

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/* Handles: only ever seen as pointers. */
typedef struct reid_ov_core reid_ov_core;
typedef struct reid_ov_model reid_ov_model;
typedef struct reid_ov_compiled reid_ov_compiled;
typedef struct reid_ov_request reid_ov_request;
typedef struct reid_ov_tensor reid_ov_tensor;
typedef struct reid_ov_port reid_ov_port;

/* What a call returns: 0 is success, anything else is negative. */
typedef int reid_ov_status;

typedef struct reid_ov_dimension {
    int64_t min;
    /* -1 where it is open. */
    int64_t max;
} reid_ov_dimension;

typedef struct reid_ov_partial_shape {
    reid_ov_dimension rank;
    reid_ov_dimension *_Nullable dimensions;
} reid_ov_partial_shape;


typedef struct reid_ov_version {
    const char *_Nullable build_number;
    const char *_Nullable description;
} reid_ov_version;

#define REID_OV_OUT(type) type *_Nullable *_Nonnull

typedef struct reid_ov_api {
    /* Of the thread's last failure; ours to free. */
    const char *_Nullable (*_Nonnull get_last_message)(void);
    void (*_Nonnull free_text)(const char *_Nullable text);
    reid_ov_status (*_Nonnull get_version)(reid_ov_version *version);
    void (*_Nonnull free_version)(reid_ov_version *version);

    reid_ov_status (*_Nonnull create_core)(REID_OV_OUT(reid_ov_core) core);
    void (*_Nonnull free_core)(reid_ov_core *_Nullable core);
    /* A name and a value follow. */
    reid_ov_status (*_Nonnull set_property)(const reid_ov_core *core, const char *device, ...);
    reid_ov_status (*_Nonnull read_model)(const reid_ov_core *core, const char *path, const char *_Nullable weights,
        REID_OV_OUT(reid_ov_model) model);
    reid_ov_status (*_Nonnull read_model_bytes)(const reid_ov_core *core, const char *bytes, size_t count,
        const reid_ov_tensor *_Nullable weights, REID_OV_OUT(reid_ov_model) model);
    void (*_Nonnull free_model)(reid_ov_model *_Nullable model);

    reid_ov_status (*_Nonnull get_input_count)(const reid_ov_model *model, size_t *count);
    reid_ov_status (*_Nonnull get_input)(const reid_ov_model *model, size_t index, REID_OV_OUT(reid_ov_port) port);
    reid_ov_status (*_Nonnull get_output_count)(const reid_ov_model *model, size_t *count);
    reid_ov_status (*_Nonnull get_output)(const reid_ov_model *model, size_t index, REID_OV_OUT(reid_ov_port) port);
    reid_ov_status (*_Nonnull get_port_name)(const reid_ov_port *port, REID_OV_OUT(char) name);
    reid_ov_status (*_Nonnull get_port_shape)(const reid_ov_port *port, reid_ov_partial_shape *shape);
    void (*_Nonnull free_port)(reid_ov_port *_Nullable port);
    reid_ov_status (*_Nonnull create_shape)(int64_t rank, const int64_t *dimensions, reid_ov_partial_shape *shape);
    void (*_Nonnull free_shape)(reid_ov_partial_shape *shape);
    reid_ov_status (*_Nonnull reshape)(const reid_ov_model *model, reid_ov_partial_shape shape);

    /* `count` counts the strings that follow: names and values in turn. */
    reid_ov_status (*_Nonnull compile)(const reid_ov_core *core, const reid_ov_model *model, const char *device,
        size_t count, REID_OV_OUT(reid_ov_compiled) compiled, ...);
    /* The weights stay in `bytes`, which must outlive what is compiled. */
    reid_ov_status (*_Nonnull import)(const reid_ov_core *core, const char *bytes, size_t count, const char *device,
        REID_OV_OUT(reid_ov_compiled) compiled);
    reid_ov_status (*_Nonnull export)(const reid_ov_compiled *compiled, const char *path);
    reid_ov_status (*_Nonnull get_compiled_input_count)(const reid_ov_compiled *compiled, size_t *count);
    reid_ov_status (*_Nonnull get_compiled_input)(const reid_ov_compiled *compiled, size_t index,
        REID_OV_OUT(reid_ov_port) port);
    reid_ov_status (*_Nonnull get_compiled_output_count)(const reid_ov_compiled *compiled, size_t *count);
    reid_ov_status (*_Nonnull get_compiled_output)(const reid_ov_compiled *compiled, size_t index,
        REID_OV_OUT(reid_ov_port) port);
    void (*_Nonnull free_compiled)(reid_ov_compiled *_Nullable compiled);
    reid_ov_status (*_Nonnull create_request)(const reid_ov_compiled *compiled, REID_OV_OUT(reid_ov_request) request);
    void (*_Nonnull free_request)(reid_ov_request *_Nullable request);
    /* The tensors that a request was made with; each handle is ours to free, the memory is the request's. */
    reid_ov_status (*_Nonnull get_input_tensor)(const reid_ov_request *request, size_t index,
        REID_OV_OUT(reid_ov_tensor) tensor);
    reid_ov_status (*_Nonnull get_output_tensor)(const reid_ov_request *request, size_t index,
        REID_OV_OUT(reid_ov_tensor) tensor);
    reid_ov_status (*_Nonnull get_tensor_bytes)(const reid_ov_tensor *tensor, size_t *bytes);
    reid_ov_status (*_Nonnull get_tensor_data)(const reid_ov_tensor *tensor, REID_OV_OUT(void) data);
    void (*_Nonnull free_tensor)(reid_ov_tensor *_Nullable tensor);
    reid_ov_status (*_Nonnull infer)(reid_ov_request *request);
} reid_ov_api;

/* Fills the table from an opened library. Answers the first symbol that it lacks, NULL when it has all of them. */
const char *_Nullable reid_ov_find(void *library, reid_ov_api *api);

/* Says how models are to run on the CPU, before one is compiled or imported.
 *
 * streams: how many inferences run side by side, each on the thread that asks for it.
 */
reid_ov_status reid_ov_configure(const reid_ov_api *api, const reid_ov_core *core, const char *streams);

/* Compiles a model for the CPU. */
reid_ov_status reid_ov_compile(const reid_ov_api *api, const reid_ov_core *core, const reid_ov_model *model,
    REID_OV_OUT(reid_ov_compiled) compiled);

/* Fixes the only input's shape. */
reid_ov_status reid_ov_fix_shape(const reid_ov_api *api, const reid_ov_model *model, const int64_t *dimensions, size_t rank);

#pragma clang assume_nonnull end

#endif
