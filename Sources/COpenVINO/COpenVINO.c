#include "COpenVINO.h"

#include <dlfcn.h>
#include <string.h>

const char *reid_ov_find(void *library, reid_ov_api *api) {
    const struct {
        const char *name;
        size_t place;
    } symbols[] = {
#define REID_OV_SYMBOL(name, member) {name, offsetof(reid_ov_api, member)}
        REID_OV_SYMBOL("ov_get_last_err_msg", get_last_message),
        REID_OV_SYMBOL("ov_free", free_text),
        REID_OV_SYMBOL("ov_get_openvino_version", get_version),
        REID_OV_SYMBOL("ov_version_free", free_version),
        REID_OV_SYMBOL("ov_core_create", create_core),
        REID_OV_SYMBOL("ov_core_free", free_core),
        REID_OV_SYMBOL("ov_core_set_property", set_property),
        REID_OV_SYMBOL("ov_core_read_model", read_model),
        REID_OV_SYMBOL("ov_core_read_model_from_memory_buffer", read_model_bytes),
        REID_OV_SYMBOL("ov_model_free", free_model),
        REID_OV_SYMBOL("ov_model_inputs_size", get_input_count),
        REID_OV_SYMBOL("ov_model_const_input_by_index", get_input),
        REID_OV_SYMBOL("ov_model_outputs_size", get_output_count),
        REID_OV_SYMBOL("ov_model_const_output_by_index", get_output),
        REID_OV_SYMBOL("ov_port_get_any_name", get_port_name),
        REID_OV_SYMBOL("ov_port_get_partial_shape", get_port_shape),
        REID_OV_SYMBOL("ov_output_const_port_free", free_port),
        REID_OV_SYMBOL("ov_partial_shape_create_static", create_shape),
        REID_OV_SYMBOL("ov_partial_shape_free", free_shape),
        REID_OV_SYMBOL("ov_model_reshape_single_input", reshape),
        REID_OV_SYMBOL("ov_core_compile_model", compile),
        REID_OV_SYMBOL("ov_core_import_model", import),
        REID_OV_SYMBOL("ov_compiled_model_export_model", export),
        REID_OV_SYMBOL("ov_compiled_model_inputs_size", get_compiled_input_count),
        REID_OV_SYMBOL("ov_compiled_model_input_by_index", get_compiled_input),
        REID_OV_SYMBOL("ov_compiled_model_outputs_size", get_compiled_output_count),
        REID_OV_SYMBOL("ov_compiled_model_output_by_index", get_compiled_output),
        REID_OV_SYMBOL("ov_compiled_model_free", free_compiled),
        REID_OV_SYMBOL("ov_compiled_model_create_infer_request", create_request),
        REID_OV_SYMBOL("ov_infer_request_free", free_request),
        REID_OV_SYMBOL("ov_infer_request_get_input_tensor_by_index", get_input_tensor),
        REID_OV_SYMBOL("ov_infer_request_get_output_tensor_by_index", get_output_tensor),
        REID_OV_SYMBOL("ov_tensor_get_byte_size", get_tensor_bytes),
        REID_OV_SYMBOL("ov_tensor_data", get_tensor_data),
        REID_OV_SYMBOL("ov_tensor_free", free_tensor),
        REID_OV_SYMBOL("ov_infer_request_infer", infer),
#undef REID_OV_SYMBOL
    };
    /* Every member is a function, and every function is found. */
    _Static_assert(sizeof symbols / sizeof symbols[0] == sizeof(reid_ov_api) / sizeof(void *), "a symbol is missing");
    for (size_t index = 0; index < sizeof symbols / sizeof symbols[0]; index++) {
        void *address = dlsym(library, symbols[index].name);
        if (address == NULL) return symbols[index].name;
        memcpy((char *)api + symbols[index].place, &address, sizeof address);
    }
    return NULL;
}

reid_ov_status reid_ov_configure(const reid_ov_api *api, const reid_ov_core *core, const char *streams) {
    /* One thread for each stream, never pinned to a core that others need too, and 32-bit floats all the way: where the
     * CPU has no bfloat16 it would be emulated, and where it has, the embeddings would be others. */
    const char *const settings[][2] = {
        {"INFERENCE_NUM_THREADS", streams},
        {"NUM_STREAMS", streams},
        {"PERFORMANCE_HINT", "LATENCY"},
        {"INFERENCE_PRECISION_HINT", "f32"},
        {"ENABLE_CPU_PINNING", "NO"},
    };
    for (size_t index = 0; index < sizeof settings / sizeof settings[0]; index++) {
        reid_ov_status status = api->set_property(core, "CPU", settings[index][0], settings[index][1]);
        if (status != 0) return status;
    }
    return 0;
}

reid_ov_status reid_ov_compile(const reid_ov_api *api, const reid_ov_core *core, const reid_ov_model *model,
    reid_ov_compiled **compiled) {
    return api->compile(core, model, "CPU", 0, compiled);
}

reid_ov_status reid_ov_fix_shape(const reid_ov_api *api, const reid_ov_model *model, const int64_t *dimensions, size_t rank) {
    reid_ov_partial_shape shape = {{0, 0}, NULL};
    reid_ov_status status = api->create_shape((int64_t)rank, dimensions, &shape);
    if (status != 0) return status;
    status = api->reshape(model, shape);
    api->free_shape(&shape);
    return status;
}
